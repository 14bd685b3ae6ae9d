import { UsageError } from '../../config/usage-error.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { loadSettings, scenariosOf } from '../settings.ts'
import type { Output } from '../terminal.ts'
import type { Reading } from './read-apart.ts'

/** Nobody looks at what this process writes. */
const silent: Output = { write: () => undefined, isTTY: false, columns: 80, rows: 24 }

/** Reads configuration and scenarios for the process that started this one, and tells it what it found. */
async function read(path: string | undefined): Promise<Reading> {
  try {
    const terminal = { out: silent, err: silent, variables: process.env, cwd: process.cwd() }
    const settings = await loadSettings(terminal, path)
    await scenariosOf(settings)
    const { config, file, folder } = settings.loaded
    return { kind: 'read', config, file, folder }
  } catch (error) {
    return { kind: 'wrong', message: messageOf(error), hint: error instanceof UsageError ? error.hint : '' }
  }
}

process.send?.(await read(process.argv[2]))
