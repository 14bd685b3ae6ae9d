import type { Har, Page } from 'har-format'
import { version } from '../../kernel/version.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import { httpEntry } from './http-entry.ts'
import { socketEntries } from './socket-entries.ts'

/**
 * Evidence as an HTTP Archive (HAR 1.2), for tools that people know: a page for each user, an entry for each exchange and
 * each socket, its frames as `_webSocketMessages` as browsers write them. Times are those of the target: `startedAt` and
 * milliseconds of target time after it. Secrets are masked as in the evidence. What HAR has no place for is left out:
 * control frames, prompts, what the monitor saw of itself, what it takes to judge again.
 */
export function harOfEvidence(evidence: Evidence): Har {
  const { context, facts } = evidence
  const startMs = Date.parse(context.startedAt)
  const exchanges = facts.flatMap((fact) => (fact.kind === 'http' ? [httpEntry(fact, startMs)] : []))
  const entries = [...exchanges, ...socketEntries(evidence, startMs)]
  return {
    log: {
      version: '1.2',
      creator: { name: 'golden-path-monitor', version },
      pages: pages(evidence),
      entries: entries.sort((a, b) => Date.parse(a.startedDateTime) - Date.parse(b.startedDateTime)),
      comment: `Run ${context.runId} of ${context.scenario} against ${context.target.name}. Secrets are masked.`,
    },
  }
}

function pages({ context, users }: Evidence): Page[] {
  return users.map((user) => ({
    startedDateTime: context.startedAt,
    id: user.id,
    title: `${user.id} (${user.role})`,
    pageTimings: {},
  }))
}
