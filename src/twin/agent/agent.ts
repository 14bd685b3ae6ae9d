import { writeMessage } from '../api/threads.ts'
import { handOver } from '../chat/come-back.ts'
import type { World } from '../world.ts'
import { adviceFor } from './advice.ts'
import { readInstructions } from './instructions.ts'
import { planSteps } from './plan.ts'
import { render } from './render.ts'
import type { Run } from './run.ts'
import { type ToolUse, useTools } from './tools.ts'

/** Works on a prompt from the first event to the last. Ends early when nobody waits for it any more. */
export type Agent = (run: Run) => Promise<void>

function createPlanner(world: World) {
  const recall = world.through('recall', async (run) => world.memory.recall(run.userId))
  const answer = world.through('answer', async ({ run, uses }) => compose(run.prompt, uses))
  return async (run: Run) => {
    const uses = await useTools(readInstructions(run.prompt), run.userId, world.memory, () => recall(run))
    const random = world.random.fork(`run/${run.connection.ordinal}/${run.connection.stats.messages}`)
    return planSteps(run.prompt, uses, await answer({ run, uses }), random)
  }
}

function compose(prompt: string, uses: readonly ToolUse[]): string {
  return [adviceFor(prompt), ...uses.map((use) => use.said)].join(' ')
}

/** Makes the agent of a twin. */
export function createAgent(world: World): Agent {
  const script = world.through('script', createPlanner(world))
  const deliver = world.through('deliver', async ({ run, recipients, frame }) => {
    run.connection.stats.events++
    for (const recipient of recipients) await handOver(recipient, frame)
  })
  return world.through('run', async (run) => {
    const { runSignal } = run.connection
    const { ids } = run.connection.instance
    const owner = { userId: run.userId, threadId: run.thread.id, runId: run.id }
    for (const { afterMs, action } of await script(run)) {
      await world.clock.sleep(afterMs, runSignal)
      if (action.kind === 'agent_completed') {
        writeMessage(run.thread, 'assistant', action.answer, { ids, clock: world.clock })
      }
      const frame = render(world.speech.envelope, action, owner, world.clock.wall())
      await deliver({ run, recipients: [run.connection], frame })
    }
  })
}
