import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cadenceOf } from '../../observe/cadence.ts'
import { type ObserveFile, observeFiles } from '../../observe/files.ts'
import { defaultLinks } from '../../observe/links.ts'
import { sayError } from '../say-error.ts'
import { loadSettings, scenariosOf } from '../settings.ts'
import { processTerminal, type Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'
import { rhythmsOf } from './rhythms.ts'

/** What `npm run dashboards` writes for a configuration. Throws a UsageError for what is wrong with it. */
export async function dashboardFiles(terminal: Terminal, argv: readonly string[]): Promise<readonly ObserveFile[]> {
  const { values } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string' }, 'docs-url': { type: 'string' }, 'monitor-url': { type: 'string' } },
  })
  const settings = await loadSettings(terminal, values.config)
  const rhythms = rhythmsOf(await scenariosOf(settings), settings.loaded.config.schedule)
  return observeFiles(cadenceOf(rhythms), {
    docs: values['docs-url'] ?? defaultLinks.docs,
    monitor: values['monitor-url'] ?? defaultLinks.monitor,
  })
}

/** Writes `dashboards/` anew, after a change of scenarios, schedules, metrics or rules. */
async function writeDashboards(folder: string): Promise<void> {
  const terminal = processTerminal()
  try {
    for (const { path, text } of await dashboardFiles(terminal, process.argv.slice(2))) {
      const file = join(folder, path)
      await mkdir(dirname(file), { recursive: true })
      await writeWhole(file, text)
    }
  } catch (error) {
    process.exitCode = sayError(terminal, error)
  }
}

if (import.meta.main) await writeDashboards(fileURLToPath(new URL('../../../dashboards/', import.meta.url)))
