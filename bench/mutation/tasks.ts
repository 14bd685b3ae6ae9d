/** One mutant to be tried, and who reaches its place. */
export type Task = {
  readonly id: number
  /** Set for a mutant that needs modules of its own, because its place is passed when they are loaded. */
  readonly own: { readonly file: string; readonly source: string } | null
  /** Indices of runs of the drill. */
  readonly cases: readonly number[]
  /** Absolute paths of test files. */
  readonly tests: readonly string[]
}

/** What all threads know. */
export type Setup = {
  /** File URL of the room whose modules are broken. */
  readonly room: string
  /** Sources that tell which places they pass, by absolute path. */
  readonly telling: readonly (readonly [file: string, source: string])[]
  /** Sources that hold all mutants. */
  readonly switchable: readonly (readonly [file: string, source: string])[]
  readonly tests: readonly string[]
}

/** What came of looking who reaches what. */
export type Survey = {
  readonly kind: 'survey'
  /** Places that are passed when the modules are loaded. */
  readonly always: readonly number[]
  readonly byCase: readonly (readonly number[])[]
  /** What each run is about: the fault or the variant. */
  readonly subjects: readonly string[]
  readonly byTest: readonly (readonly [file: string, sites: readonly number[]])[]
  /** Test files that fail without any mutant: nothing can be learnt from them. */
  readonly red: readonly string[]
  /** Runs that come out wrong without any mutant. */
  readonly wrong: readonly string[]
}

/**
 * What came of a mutant. `drill`: the drill would have fallen. `test`: only a unit test noticed. `matrix`: the drill would
 * not have fallen, but its matrix shows other codes. `nobody`: nothing that is run changed.
 */
export type Tried = {
  readonly kind: 'drill' | 'test' | 'matrix' | 'nobody'
  readonly id: number
  /** Who noticed first. */
  readonly by: string
}

/** What a thread is asked; null: to look who reaches what. */
export type Question = Task | null
/** What a thread answers. */
export type Answer = Tried | Survey
