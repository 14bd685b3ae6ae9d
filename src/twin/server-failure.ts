/**
 * A crash of the target that the twin plays: what its Python code would have raised. Where it surfaces decides what the
 * wire shows, as with the real one: a 500, a 1011 "main mode error", or a 1000 "main cleanup" (failures.md W3, W6, W7).
 */
export class ServerFailure extends Error {
  /** Name of the Python exception, for example `RecursionError`. */
  readonly errorType: string
  constructor(errorType: string, message: string) {
    super(message)
    this.name = 'ServerFailure'
    this.errorType = errorType
  }
}
