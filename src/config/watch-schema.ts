import { z } from 'zod'

const cron = z
  .string()
  .regex(/^\S+( \S+){4,5}$/, 'must have five or six cron fields')
  .describe('five or six cron fields; the first of six is the second')
const timeZone = z.string().refine(isTimeZone, 'must be a time zone of the IANA list, for example Europe/Berlin')
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?$/, 'must be a time such as 2026-11-22T03:00, in UTC when it ends in Z')

/** A time in which nothing is run by itself: again and again, or once. */
export const maintenanceSchema = z
  .strictObject({
    cron: cron.exactOptional(),
    minutes: z.number().positive().max(10_080).exactOptional().describe('how long it lasts from each firing'),
    from: moment.exactOptional().describe('begin of a window that comes once'),
    to: moment.exactOptional().describe('end of a window that comes once'),
    timeZone: timeZone.exactOptional().describe('of cron, from and to; that of the schedule when left out'),
    scenarios: z.array(z.string()).min(1).exactOptional().describe('ids; all scenarios when left out'),
    reason: z.string().exactOptional().describe('for whoever wonders why nothing runs'),
  })
  .refine(
    ({ cron, minutes, from, to }) => isWhole(cron, minutes) !== isWhole(from, to) && isPaired(cron, minutes, from, to),
    'a window has either cron and minutes, or from and to',
  )
/** A time in which nothing is run by itself. */
export type Maintenance = z.infer<typeof maintenanceSchema>

/** Keys of the configuration that are for `serve` and `schedule`. */
export const watchKeys = {
  timeZone: timeZone.default('UTC').describe('in which the schedules are read'),
  schedule: z
    .record(
      z.string(),
      z.strictObject({
        cron: cron.exactOptional().describe('in place of that of the scenario'),
        timeZone: timeZone.exactOptional(),
        users: z.int().positive().exactOptional().describe('how many users speak'),
        enabled: z.boolean().exactOptional().describe('true: also when it is off by default; false: not at all'),
      }),
    )
    .default({})
    .describe('changes to the schedule, by the id of the scenario'),
  jitterSeconds: z.number().nonnegative().max(3_600).default(10).describe('a tick is up to so much late, by chance'),
  maintenance: z.array(maintenanceSchema).default([]).describe('when nothing is run by itself'),
  graceSeconds: z
    .number()
    .nonnegative()
    .max(600)
    .default(30)
    .describe('how long running scenarios may go on at the end'),
  hostNames: z
    .array(
      z.string().regex(/^([\w.-]+|\[[\da-fA-F:.]+\])$/, 'must be a name or an address without port, IPv6 in brackets'),
    )
    .default([])
    .describe('names by which the pages may be called beyond loopback; any when left out'),
  drill: z
    .strictObject({
      cron,
      timeZone: timeZone.exactOptional(),
      short: z.boolean().default(true).describe('a choice that touches every domain, in place of the whole drill'),
    })
    .optional()
    .describe('when to drill the twin, in a process of its own; never when left out'),
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isWhole(...pair: readonly unknown[]): boolean {
  return pair.every((part) => part !== undefined)
}

/** Half a pair beside a whole one is a mistake, too. */
function isPaired(...all: readonly unknown[]): boolean {
  return all.filter((part) => part !== undefined).length === 2
}
