/** The stack cannot be opened on this machine. The message says why and what to do. */
export class StackProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StackProblem'
  }
}
