import { variableTable } from '../config/environment.ts'

/** How a person starts us from the project's folder. */
export const LAUNCH = 'npm run -s golden-path --'

/** The last part of a command's help: how it is called, one example a line. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${LAUNCH} ${line}\n`).join('')}`
}

/** The part of a command's help that names the variables it reads. */
export function variableHelp(): string {
  const width = Math.max(...Object.keys(variableTable).map((name) => name.length))
  const lines = Object.entries(variableTable).map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}\n`)
  return `\nEnvironment:\n${lines.join('')}  Secrets have the variables that the target names, or <variable>_FILE with the path of a file.`
}
