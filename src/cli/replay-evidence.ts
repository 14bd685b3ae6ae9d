import { basename, dirname, resolve } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { inert } from '../kernel/inert.ts'
import type { Evidence } from '../model/evidence-file.ts'
import { render } from '../reporters/render.ts'
import type { ReplayFlags } from './commands/replay.ts'
import { prepareDelivery } from './deliver.ts'
import { readEvidence } from './read-evidence.ts'
import { keepEvidence } from './run/keep-evidence.ts'
import { summarize } from './summarize.ts'
import type { Terminal } from './terminal.ts'
import { prepareFolder, writeWhole } from './write-file.ts'

/** Judges evidence and HAR files again and reports as `run` does. Throws a UsageError that says what is wrong with a file. */
export async function replayEvidence(
  terminal: Terminal,
  files: readonly string[],
  flags: ReplayFlags,
): Promise<number> {
  const deliver = await prepareDelivery(terminal, flags.reporter, render)
  const folder = flags.output === undefined ? null : resolve(terminal.cwd, flags.output)
  if (folder !== null) await prepareFolder('--output', folder)
  const all: { file: string; evidence: Evidence }[] = []
  for (const name of files) all.push(await readOne(terminal, resolve(terminal.cwd, name), folder))
  if (flags.har !== undefined) await writeHar(resolve(terminal.cwd, flags.har), all)
  const [{ judgeEvidence }, { buildReport }] = await Promise.all([
    import('../judges/judge.ts'),
    import('../runner/build-report.ts'),
  ])
  const runs = all.map(({ file, evidence }) => ({
    ...buildReport(evidence, judgeEvidence(evidence)),
    evidenceFile: file,
  }))
  const isDemo = all.some(({ evidence }) => evidence.context.target.kind === 'embedded')
  return deliver(
    summarize(runs, {
      targetKind: isDemo ? 'embedded' : 'remote',
      failOnDegraded: flags.failOnDegraded,
      interrupted: false,
      monitorFailed: false,
    }),
  )
}

/** What cannot be known from a HAR is said, so that nobody takes its silence for a good word. */
async function readOne(terminal: Terminal, file: string, folder: string | null) {
  const { evidence, unknown } = await readEvidence(file)
  if (unknown === null) return { file, evidence }
  const title = `golden-path: ${basename(file)} is a HAR, which does not say:`
  if (unknown.length > 0) terminal.err.write(`${[title, ...unknown.map((each) => `- ${inert(each)}`)].join('\n')}\n`)
  const kept = await keepEvidence(terminal, folder, { evidence, artifacts: [] })
  return { file: kept ?? file, evidence }
}

async function writeHar(file: string, all: readonly { readonly evidence: Evidence }[]): Promise<void> {
  const [only, ...others] = all
  if (only === undefined || others.length > 0) {
    throw new UsageError('--har writes one file, so it takes the evidence of one run.', 'Give one file.')
  }
  await prepareFolder('--har', dirname(file))
  const { harOfEvidence } = await import('../reporters/har/har-of-evidence.ts')
  await writeWhole(file, `${JSON.stringify(harOfEvidence(only.evidence), null, 1)}\n`)
}
