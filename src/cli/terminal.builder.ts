import type { Output, Terminal } from './terminal.ts'

/** An output that remembers. */
export type RecordedOutput = Output & { text: string }

/** A terminal for tests that remembers what was written to it. */
export type RecordedTerminal = Terminal & { readonly out: RecordedOutput; readonly err: RecordedOutput }

function recordedOutput(isTTY: boolean): RecordedOutput {
  const output = {
    text: '',
    isTTY,
    columns: 80,
    rows: 24,
    write: (text: string) => {
      output.text += text
    },
  }
  return output
}

/** Makes a terminal without variables in a folder that has no configuration. */
export function aTerminal(
  over: { isTTY?: boolean; variables?: Terminal['variables']; cwd?: string } = {},
): RecordedTerminal {
  const { isTTY = false, variables = {}, cwd = '/' } = over
  return { out: recordedOutput(isTTY), err: recordedOutput(isTTY), variables, cwd }
}
