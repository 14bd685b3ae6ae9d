import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import type { Clock } from '../../../kernel/clock.ts'
import { withDeadline } from '../../../kernel/deadline.ts'
import type { Artifact } from '../../../model/artifact.ts'
import { cleanDocument } from './clean-document.ts'
import { cleanTrace } from './clean-trace.ts'
import { keepPageLog } from './page-log.ts'
import { withoutBodies } from './without-bodies.ts'

/** What pages leave behind for a person to look at. Lies in a folder of its own that nobody else can read, until disposed of. */
export type ArtifactBox = AsyncDisposable & {
  /** Where the HAR of a page is to be written. */
  harFile(page: string): string
  /** Begins to record what a page does. */
  watch(name: string, context: BrowserContext, page: Page): Promise<void>
  /** Takes picture and document of a page at a moment. Of several takes of one name the last counts. Never throws. */
  snap(name: string, page: Page): Promise<void>
  /** Takes all that is left of a page that is about to close: a last picture, logs, trace. Never throws. */
  collect(name: string, page: Page, context: BrowserContext): Promise<void>
  /** All that was collected, without its secrets and within the limits. */
  load(): Promise<readonly Artifact[]>
}

/** Real milliseconds for each thing that is collected. */
const COLLECT_MS = 3_000
/** What is larger is left out: a person would not look at it, and a history could not keep it. */
const LARGEST_BYTES = 8 * 1024 * 1024
const LARGEST_TOTAL_BYTES = 32 * 1024 * 1024

type Collected = { readonly name: string; readonly mediaType: string; readonly read: () => Promise<Buffer> }

/** Makes an empty box. `clean` takes the secrets out of a text. */
export async function createArtifactBox(clock: Clock, clean: (text: string) => string): Promise<ArtifactBox> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-pages-'))
  const logs = new Map<string, () => string>()
  const collected = new Map<string, Collected>()
  const file = (name: string) => join(folder, name)
  const text = (name: string, mediaType: string, value: string) =>
    collected.set(name, { name, mediaType, read: async () => Buffer.from(cleanDocument(value, clean)) })
  const attempt = async (work: () => Promise<void>) => {
    const { signal } = new AbortController()
    await withDeadline({ clock, signal }, 'collecting artifacts', COLLECT_MS * clock.timeScale, work).catch(
      () => undefined,
    )
  }
  const snap = async (name: string, page: Page) => {
    await attempt(async () => {
      const picture = await page.screenshot({ timeout: 0 })
      collected.set(`${name}.png`, { name: `${name}.png`, mediaType: 'image/png', read: async () => picture })
    })
    await attempt(async () => void text(`${name}.html`, 'text/html', await page.content()))
  }
  return {
    snap,
    harFile: (page) => file(`${page}.har`),
    async watch(name, context, page) {
      logs.set(name, keepPageLog(context, page, clock))
      await context.tracing.start({ screenshots: true, snapshots: true })
    },
    async collect(name, page, context) {
      await snap(`${name}.end`, page)
      text(`${name}.log.txt`, 'text/plain', logs.get(name)?.() ?? '')
      const trace = file(`${name}.trace.zip`)
      await attempt(() => context.tracing.stop({ path: trace }))
      const read = async () => cleanTrace(await readFile(trace), clean)
      collected.set(`${name}.trace.zip`, { name: `${name}.trace.zip`, mediaType: 'application/zip', read })
      const har = async () =>
        Buffer.from(cleanDocument(withoutBodies(await readFile(file(`${name}.har`), 'utf8')), clean))
      collected.set(`${name}.har`, { name: `${name}.har`, mediaType: 'application/json', read: har })
    },
    load: () => loadAll([...collected.values()]),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** What cannot be read, because the browser was gone before it was written, is left out as well. */
async function loadAll(collected: readonly Collected[]): Promise<Artifact[]> {
  const all: Artifact[] = []
  let total = 0
  for (const { name, mediaType, read } of collected) {
    const bytes = await read().catch(() => null)
    if (bytes === null || bytes.length > LARGEST_BYTES || total + bytes.length > LARGEST_TOTAL_BYTES) continue
    total += bytes.length
    all.push({ name, mediaType, bytes })
  }
  return all
}
