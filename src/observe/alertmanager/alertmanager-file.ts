import { stringify } from 'yaml'
import { duration } from '../promql/duration.ts'
import { inhibitions } from './inhibitions.ts'
import { routes } from './routing.ts'

/** What an Alertmanager is told beside who is called for what. */
export type AlertmanagerOptions = {
  /** How long it collects before it tells of a new group, before it tells of changes, and before it says all again. Real milliseconds. */
  readonly waits: { readonly groupMs: number; readonly changeMs: number; readonly repeatMs: number }
  /** The address that the messages for a receiver go to. */
  readonly hook: (receiver: string) => string
}

/** What of one trouble is told together: scenarios that fail alike are one message. */
const groupBy = ['alertname', 'domain', 'instance']
const URGENT_WAIT = '0s'

/** The file that Alertmanager reads: `head` is a comment for whoever opens it. */
export function alertmanagerFile({ waits, hook }: AlertmanagerOptions, head: string): string {
  const body = {
    route: {
      receiver: routes[0]?.receiver,
      group_by: groupBy,
      group_wait: duration(waits.groupMs),
      group_interval: duration(waits.changeMs),
      repeat_interval: duration(waits.repeatMs),
      routes: routes.map(({ matchers, receiver, isUrgent }) => ({
        matchers,
        receiver,
        ...(isUrgent ? { group_wait: URGENT_WAIT } : {}),
      })),
    },
    inhibit_rules: inhibitions,
    receivers: routes.map(({ receiver }) => ({
      name: receiver,
      webhook_configs: [{ url: hook(receiver), send_resolved: true }],
    })),
  }
  return `${head}${stringify(body, { lineWidth: 0 })}`
}
