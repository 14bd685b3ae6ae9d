import type { Variables } from '../config/credentials.ts'

/** One stream that a person or a program reads. */
export type Output = {
  write(text: string): void
  readonly isTTY: boolean
  /** Width in characters; 80 when nobody knows. */
  readonly columns: number
  /** Height in lines; 24 when nobody knows. */
  readonly rows: number
}

/** All that a command sees of the world outside: its streams, its variables, its folder. */
export type Terminal = {
  /** For what was asked for: reports, lists, explanations. */
  readonly out: Output
  /** For everything else: progress, errors, hints. */
  readonly err: Output
  readonly variables: Variables
  readonly cwd: string
}

/** The terminal of this process. A reader that goes away early (`| head`) is no error of ours. */
export function processTerminal(): Terminal {
  return {
    out: outputOf(process.stdout),
    err: outputOf(process.stderr),
    variables: process.env,
    cwd: process.cwd(),
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    write: (text) => void stream.write(text),
    get isTTY() {
      return stream.isTTY === true
    },
    get columns() {
      return stream.columns ?? 80
    },
    get rows() {
      return stream.rows ?? 24
    },
  }
}

/** Whether to colour what goes to an output: only on a terminal, and not against the reader's wish (no-color.org). */
export function wantsColor(output: Output, variables: Variables): boolean {
  return output.isTTY && !variables.NO_COLOR && variables.TERM !== 'dumb'
}
