#!/usr/bin/env node
// Plain JavaScript, so that any Node can start it: it finds the Node that the project is pinned to, then runs the sources as they are.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const REQUIRED_MAJOR = 24

/** Runs the command line in this process. */
async function runHere() {
  module.enableCompileCache?.()
  const { main } = await import('../src/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
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
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 3)
  })
}

if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) await runHere()
else runOnPinnedNode()
