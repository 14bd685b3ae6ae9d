import type { Random } from '../../kernel/random.ts'
import type { Action, Step } from './step.ts'
import type { ToolUse } from './tools.ts'

const agent = 'Supervisor'

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** The steps from start to answer, about a second in all: one agent, its thoughts, its tools in pairs, its answer. */
export function planSteps(prompt: string, uses: readonly ToolUse[], answer: string, random: Random): readonly Step[] {
  const thought = `Looking at what is asked for: ${shorten(prompt)}`
  const steps: Step[] = []
  const add = (from: number, to: number, action: (afterMs: number) => Action) => {
    const afterMs = random.int(from, to)
    steps.push({ afterMs, action: action(afterMs) })
  }
  add(40, 140, () => ({ kind: 'agent_started', agent }))
  add(90, 260, () => ({ kind: 'agent_thinking', agent, thought, number: 1 }))
  for (const { tool, parameters, result } of uses) {
    add(60, 160, () => ({ kind: 'tool_executing', agent, tool, parameters }))
    add(70, 230, (durationMs) => ({ kind: 'tool_completed', agent, tool, result, durationMs }))
  }
  const spentMs = steps.reduce((sum, step) => sum + step.afterMs, 0)
  add(180, 420, (afterMs) => ({ kind: 'agent_completed', agent, answer, durationMs: spentMs + afterMs }))
  return steps
}
