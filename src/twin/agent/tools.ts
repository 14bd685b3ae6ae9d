import type { Json } from '../json.ts'
import type { Instructions } from './instructions.ts'
import type { Memory } from './memory.ts'

/** One use of a tool: what it was given, what it gave back, and how the agent puts that in words. */
export type ToolUse = { readonly tool: string; readonly parameters: Json; readonly result: Json; readonly said: string }

function reverseGroups(reference: string): ToolUse {
  const output = reference.split('-').reverse().join('.')
  const said = `Rearranged as you asked, the reference reads ${output}.`
  return { tool: 'reference_formatter', parameters: { reference }, result: { output }, said }
}

function store(memory: Memory, userId: string, fact: string): ToolUse {
  memory.remember(userId, fact)
  return {
    tool: 'memory_store',
    parameters: { fact },
    result: { stored: true },
    said: `I will keep this in mind: ${fact}.`,
  }
}

function lookUp(facts: readonly string[]): ToolUse {
  const said = facts.length === 0 ? 'You have not told me anything yet.' : `You told me: ${facts.join('; ')}.`
  return { tool: 'memory_lookup', parameters: {}, result: { facts }, said }
}

/** Uses whatever tools the instructions call for, in a fixed order. `recall` gives the facts an answer may draw on. */
export async function useTools(
  instructions: Instructions,
  userId: string,
  memory: Memory,
  recall: (userId: string) => Promise<readonly string[]>,
): Promise<readonly ToolUse[]> {
  const uses: ToolUse[] = []
  if (instructions.fact !== undefined) uses.push(store(memory, userId, instructions.fact))
  if (instructions.asksMemory) uses.push(lookUp(await recall(userId)))
  if (instructions.reference !== undefined) uses.push(reverseGroups(instructions.reference))
  return uses
}
