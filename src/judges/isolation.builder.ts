import type { Evidence, EvidenceContext } from '../model/evidence-file.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { everyJudge } from './judging.builder.ts'
import type { UserScript } from './user-script.builder.ts'

/** Two users who talk at the same time and a bystander who listens, all as they should be, but for what `tell` adds. */
export function crowd(
  tell: (users: { a: UserScript; b: UserScript; silent: UserScript; run: EvidenceBuilder }) => unknown = () =>
    undefined,
  changes: Partial<EvidenceContext> = {},
): Evidence {
  const run = new EvidenceBuilder().health()
  const [a, b, silent] = [run.user(1), run.user(2), run.user(3, 'bystander')]
  for (const user of [a, b, silent]) user.signIn().upgrade().welcome()
  for (const user of [a, b]) user.chat()
  silent.after(3_000).got({ type: 'heartbeat', data: { connection_id: 'main_00000003' } })
  tell({ a, b, silent, run })
  for (const user of [a, b, silent]) user.after(9_000).close()
  return run.build({ judges: everyJudge, ...changes })
}
