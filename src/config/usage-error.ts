/**
 * The person who called us can put this right: a wrong flag, name, file or variable. Ends the command with exit code 2.
 * `message` says what was expected and what came; `hint` says what to do next and may be empty.
 */
export class UsageError extends Error {
  readonly hint: string
  constructor(message: string, hint = '', options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
    this.hint = hint
  }
}
