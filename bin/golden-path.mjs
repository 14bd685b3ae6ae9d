#!/usr/bin/env node
// Plain JavaScript, so that any Node can start it: it finds the Node that the project is pinned to, then runs the sources as they are.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const REQUIRED_MAJOR = 24
/**
 * V8 gives new objects up to 128 MB before it looks for garbage among them; a monitor with many users fills that and gains
 * nothing by it. Only a process that starts can be told, so package.json and Dockerfile say the same.
 */
const V8_FLAGS = ['--max-semi-space-size=4']
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const INTERRUPTED = 130
/** How long a signal waits for a command that answers it, milliseconds. Who answers none is done by then, or hangs. */
const HOLD_MS = 3_000

/**
 * A Ctrl-C that comes while the code is being loaded waits here for the command that answers it, so that a run reports
 * even then. Gives whether one is still waiting.
 */
function holdSignals() {
  const held = new Map()
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (process.listenerCount(signal) > 1 || held.has(signal)) return
      held.set(signal, setTimeout(() => process.exit(INTERRUPTED), HOLD_MS).unref())
      // For one that is delivered when the command is done already.
      process.exitCode = INTERRUPTED
    })
  }
  process.on('newListener', (name) => {
    if (!held.has(name)) return
    clearTimeout(held.get(name))
    held.delete(name)
    setImmediate(() => process.emit(name, name))
  })
  return () => held.size > 0
}

/** Runs the command line in this process. */
async function runHere() {
  const isInterrupted = holdSignals()
  module.enableCompileCache?.()
  const { main } = await import('../src/cli/main.ts')
  const code = await main(process.argv.slice(2))
  process.exitCode = isInterrupted() ? INTERRUPTED : code
}

/** Runs this launcher again on the project's own Node and passes signals and exit code on. */
function runOnPinnedNode() {
  const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  if (!existsSync(node)) {
    process.stderr.write(
      `golden-path: needs Node ${REQUIRED_MAJOR} or newer, this is ${process.version}, and ${node} is missing. ` +
        'Run `npm ci` in the project folder (without --omit=optional), or start it with a newer Node.\n',
    )
    process.exitCode = 2
    return
  }
  const child = spawn(node, [...V8_FLAGS, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? INTERRUPTED : 3)
  })
}

if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) await runHere()
else runOnPinnedNode()
