import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { browser, browserArtifacts } from './browser.ts'
import { conversationCost } from './conversation-cost.ts'
import { crowdMemory } from './crowd-memory.ts'
import { idleService } from './idle-service.ts'
import { scrape } from './scrape.ts'
import { startUp } from './start-up.ts'

/**
 * Prints the figures of docs/benchmarks.md. Each bench runs in a fresh process, so that none inherits the memory or the
 * compiled code of another, with the flag of the launcher.
 */
const benches = { startUp, conversationCost, crowdMemory, idleService, scrape, browser, browserArtifacts }

const isBench = (name: string): name is keyof typeof benches => Object.hasOwn(benches, name)
const [name] = process.argv.slice(2)
if (name === undefined) {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`)
  for (const each of Object.keys(benches)) {
    execFileSync(process.execPath, ['--expose-gc', '--max-semi-space-size=4', fileURLToPath(import.meta.url), each], {
      stdio: 'inherit',
    })
  }
} else if (isBench(name)) {
  const figures = await benches[name]()
  const shown = Object.entries(figures).map(([key, value]) => `${key} ${Number(value.toPrecision(3))}`)
  process.stdout.write(`${name}: ${shown.join(', ')}\n`)
} else {
  throw new Error(`There is no bench ${name}; there are ${Object.keys(benches).join(', ')}.`)
}
