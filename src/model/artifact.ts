/** Something kept beside the evidence of a run, for a person to look at: a picture, a log, a recording. Free of secrets. */
export type Artifact = {
  /** A file name, unique in its run, for example `page-1.end.png`. */
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}
