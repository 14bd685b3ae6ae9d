import { hasGrown } from '../../promql/count.ts'
import { inWords } from '../../promql/duration.ts'
import type { Alert } from '../rule.ts'
import type { Windows } from '../windows.ts'

/** What one event is enough for, whatever else goes on: no count, no wait, no deploy window. */
export function safetyAlerts({ safetyMs }: Windows): Alert[] {
  const shown = `One event is enough to page; it is shown for ${inWords(safetyMs)}.`
  return [
    {
      kind: 'alert',
      alert: 'GoldenPathLeak',
      expr: `sum without (channel) ${hasGrown('golden_path_isolation_leaks_total', safetyMs)}`,
      severity: 'page',
      domain: 'isolation',
      summary: 'Something of one user reached another',
      description: `{{ $labels.scenario }} saw ids, a nonce, a token or a fact of another user. ${shown} Open the run, read which frame carried it to whom, and call Backend and Security.`,
      repeat: 'run {{ $labels.scenario }}',
      page: '/scenarios/{{ $labels.scenario }}',
    },
    {
      kind: 'alert',
      alert: 'GoldenPathBadTokenAccepted',
      expr: `sum without (result) ${hasGrown('golden_path_negative_controls_total{result="accepted"}', safetyMs)}`,
      severity: 'page',
      domain: 'auth',
      summary: 'What must be refused was accepted ({{ $labels.control }})',
      description: `The target let in a user whose credential was {{ $labels.control }}; with foreign_thread it showed a user the thread of another. ${shown} Call Auth and Security; who else used that door is in their logs, not in ours.`,
      repeat: 'run upgrade-matrix logout-expiry cross-user-isolation',
      page: '/scenarios/upgrade-matrix',
    },
    {
      kind: 'alert',
      alert: 'GoldenPathWrongIdentity',
      expr: `sum without (result) ${hasGrown('golden_path_identity_checks_total{result=~"mismatch|collapsed"}', safetyMs)}`,
      severity: 'page',
      domain: 'auth',
      summary: 'A user was taken for somebody else',
      description: `A welcome named a user who is not the one of the token, or one identity for several users. ${shown} Call Auth: whatever the users do now may be booked on others.`,
      repeat: 'run identity-reconnect upgrade-race',
      page: '/scenarios/identity-reconnect',
    },
  ]
}
