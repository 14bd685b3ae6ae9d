import { z } from 'zod'
import { unknownName } from '../../config/nearest.ts'
import type { SkipReason } from '../../model/monitor-event.ts'
import type { Service } from '../service.ts'
import { Problem } from './problem.ts'

/** A wish for a run. */
export const startSchema = z.strictObject({
  scenario: z.string().min(1).max(100).describe('id of a scenario'),
  users: z.int().positive().optional().describe("how many speak; the plan's number when left out"),
  seed: z
    .string()
    .regex(/^[\w./:-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, dashes, colons or slashes')
    .optional()
    .describe('repeats the choices of an earlier run'),
})
/** The same from a form, where every value is a text. */
export const startFormSchema = startSchema.extend({ users: z.coerce.number().int().positive().optional() })
/** A wish for a run. */
export type StartWish = z.infer<typeof startSchema>

/** Starts a run by hand and gives its id. Throws a Problem when it cannot start now, or not at all. */
export function startRun(service: Service, { scenario, users, seed }: StartWish): string {
  const known = service.scenarios().map((each) => each.scenario)
  const wanted = known.find(({ id }) => id === scenario)
  const ids = known.map(({ id }) => id)
  if (wanted === undefined) throw unknownScenario(scenario, ids)
  const { min, max } = wanted.users
  if (users !== undefined && (users < min || users > max))
    throw new Problem(
      400,
      `${scenario} takes ${min === max ? min : `${min} to ${max}`} users, not ${users}.`,
      'Leave the number out, or ask for one that it takes.',
    )
  const outcome = service.start({
    scenario,
    purpose: 'manual',
    ...(users === undefined ? {} : { users }),
    ...(seed === undefined ? {} : { seed }),
  })
  switch (outcome.kind) {
    case 'started':
      // Whatever comes of it is told to the sinks; nobody waits for it here.
      void outcome.ended
      return outcome.runId
    case 'skipped':
      throw skipped(outcome.reason, outcome.detail)
    case 'unknown-scenario':
      throw unknownScenario(scenario, ids)
    default:
      return outcome satisfies never
  }
}

/** The problem of a scenario that nobody knows; names the nearest. */
export function unknownScenario(name: string, known: readonly string[]): Problem {
  const { message, hint } = unknownName('scenario', name.slice(0, 100), known)
  return new Problem(404, message, hint)
}

function skipped(reason: SkipReason, detail: string): Problem {
  if (reason === 'overlap')
    return new Problem(409, `It does not start: ${detail}`, 'Watch it at /live, or wait for its end.')
  if (reason === 'shutdown') return new Problem(503, `It does not start: ${detail}`, 'Ask the next monitor.')
  return new Problem(429, `It does not start: ${detail}`, 'Wait, or raise the limit in the configuration.', {
    'Retry-After': '60',
  })
}
