import { z } from 'zod'

/** How much of the past is kept in the data folder. */
export const historyLimitsSchema = z
  .strictObject({
    maxAgeDays: z
      .number()
      .positive()
      .default(30)
      .describe('runs, their evidence and closed incidents go after so long'),
    maxBytes: z
      .int()
      .positive()
      .default(1024 ** 3)
      .describe('evidence and history together; the evidence that is missed least goes first'),
    goodRunsPerScenario: z
      .int()
      .nonnegative()
      .default(10)
      .describe('of how many latest runs the evidence is kept, for each verdict but fail; of failed runs it is always'),
  })
  .prefault({})
/** How much of the past is kept in the data folder. */
export type HistoryLimits = z.infer<typeof historyLimitsSchema>
