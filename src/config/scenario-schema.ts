import { z } from 'zod'
import { codeNames } from '../model/codes.ts'
import { judgeNames } from '../model/judge-names.ts'
import { needs, type Scenario } from '../model/scenario.ts'

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const cron = /^\S+( \S+){4,5}$/
const count = z.int().nonnegative()

/** What a scenario file must export. The schedule itself is checked by whoever schedules. */
export const scenarioSchema = z.strictObject({
  id: z.string().regex(kebab, 'must be in kebab-case'),
  summary: z.string().min(1, 'must say in one sentence what the scenario does'),
  tags: z.array(z.string().regex(kebab, 'must be in kebab-case')),
  cron: z.string().regex(cron, 'must have five or six cron fields'),
  users: z
    .strictObject({ default: z.int().positive(), min: z.int().positive(), max: z.int().positive() })
    .refine((users) => users.min <= users.default && users.default <= users.max, 'must hold min ≤ default ≤ max'),
  bystanders: count,
  sacrificial: count.exactOptional(),
  needs: z.array(z.enum(needs)).exactOptional(),
  options: z
    .record(
      z.string().regex(kebab, 'must be in kebab-case'),
      z.strictObject({ summary: z.string().min(1), values: z.tuple([z.string().min(1)], z.string().min(1)) }),
    )
    .exactOptional(),
  requests: z.strictObject({ perRun: count, perUser: count }),
  promptsPerUser: count,
  attempts: z.int().positive().exactOptional(),
  deadlineMs: z.number().positive(),
  judges: z.array(z.enum(judgeNames)).min(1, 'must name a judge: what nobody judges proves nothing'),
  hunts: z.array(z.enum(codeNames)),
  run: z.custom<Scenario['run']>((value) => typeof value === 'function', 'must be a function'),
})
