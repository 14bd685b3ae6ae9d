/** How a person starts us from the project's folder. */
export const LAUNCH = 'npm run -s golden-path --'

/** The last part of a command's help: how it is called, one example a line. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${LAUNCH} ${line}\n`).join('')}`
}
