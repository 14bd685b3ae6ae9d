import { z } from 'zod'

/** Milliseconds of target time since the run began. */
export const ms = z.number()

/** What every fact has. */
export const fact = {
  seq: z.int().nonnegative(),
  atMs: ms,
  user: z.string().nullable().describe('null: nobody in particular'),
}
