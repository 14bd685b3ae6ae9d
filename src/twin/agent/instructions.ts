/** What the agent found to do in a prompt. */
export type Instructions = {
  /** Reference whose groups of digits are to be put in reverse order, for example `4821-7390-1562`. */
  readonly reference: string | undefined
  /** A fact the user wants remembered. */
  readonly fact: string | undefined
  /** Whether the user asks what the agent knows of them. */
  readonly asksMemory: boolean
}

const referencePattern = /take the reference (\d+(?:-\d+)+), put its (?:\w+ )?groups of digits in reverse order/i
const factPattern = /remember (?:this about me:|that) (.+?)(?:[.!](?:\s|$)|\n|$)/i
const questionPattern = /\b(?:what|which)\b[^.?!]*\b(?:know|remember|told|called)\b/i

/** Reads a prompt the way a simple-minded agent would: only what is really written there is done. */
export function readInstructions(prompt: string): Instructions {
  return {
    reference: referencePattern.exec(prompt)?.[1],
    fact: factPattern.exec(prompt)?.[1]?.trim(),
    asksMemory: questionPattern.test(prompt),
  }
}
