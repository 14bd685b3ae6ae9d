import { z } from 'zod'
import { fact } from './fact-base.ts'

/** What can be told of a page. */
export const screenSights = [
  'opened',
  'ready',
  'progress',
  'answer',
  'error',
  'busy',
  'idle',
  'text',
  'storage',
  'console-error',
  'page-error',
  'vital',
  'waited',
  'frozen',
  'reloaded',
  'signed-out',
  'closed',
] as const

/** Measures of how the page felt (metric `golden_path_web_vitals_seconds`). */
export const webVitals = ['lcp', 'inp', 'ttfb', 'first_event_on_screen'] as const
/** One measure of how the page felt. */
export type WebVital = (typeof webVitals)[number]

/** What a person at a page of the web app saw, or could have seen. */
export const screenFactSchema = z.strictObject({
  ...fact,
  user: z.string(),
  kind: z.literal('screen'),
  page: z.string().describe('our name of the page, for example page-1'),
  sight: z
    .enum(screenSights)
    .describe(
      'ready: the chat can be used; progress, answer, error: these words stood on the screen from now on; busy, idle: the sign of ' +
        'work came, went; text, storage: all that the page held; waited: something did not come in time; frozen: the page answers no longer',
    ),
  name: z
    .string()
    .describe(
      'of opened: the events whose signs are looked for; of progress: the event it tells of; of a vital: which; of waited: for ' +
        'what; else empty',
    ),
  text: z.string().describe('as a person reads it, at most 64 KiB'),
  valueMs: z.number().nullable().describe('of a vital or a wait: how long; else null'),
})
/** What a person at a page saw. */
export type ScreenFact = z.infer<typeof screenFactSchema>
