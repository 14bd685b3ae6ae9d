import type { Domain } from '../../model/words.ts'
import type { AlertSeverity } from '../rules/rule.ts'

/** Who is called for which domains (the owners of docs/runbook.md). Whatever names no domain goes to the first. */
export const teams = {
  'on-call': [],
  platform: ['platform', 'network'],
  auth: ['auth'],
  backend: ['handshake', 'factory', 'routing'],
  agents: ['agent', 'llm'],
  security: ['isolation'],
  monitor: ['monitor'],
} as const satisfies Record<string, readonly Domain[]>
/** A team that is called. */
export type Team = keyof typeof teams

const severities: readonly AlertSeverity[] = ['page', 'ticket']

/** The name of a receiver. */
export function receiverOf(team: Team, severity: AlertSeverity): string {
  return `${severity}-${team}`
}

/** Which labels lead to a receiver, and how it differs from the others. */
export type Route = { readonly matchers: readonly string[]; readonly receiver: string; readonly isUrgent: boolean }

/** All ways to a receiver. */
export const routes: readonly Route[] = (Object.keys(teams) as Team[]).flatMap((team) =>
  severities.map((severity) => ({
    matchers: [`severity="${severity}"`, domainsOf(team)],
    receiver: receiverOf(team, severity),
    isUrgent: team === 'security' && severity === 'page',
  })),
)

function domainsOf(team: Team): string {
  const own: readonly Domain[] = teams[team]
  return own.length === 0
    ? `domain!~"${Object.values<readonly Domain[]>(teams).flat().join('|')}"`
    : `domain=~"${own.join('|')}"`
}
