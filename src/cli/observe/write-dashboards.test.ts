import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { processTerminal } from '../terminal.ts'
import { dashboardFiles } from './write-dashboards.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const terminal = { ...processTerminal(), cwd: root, variables: {} }

test('what lies in dashboards/ is what the code makes: run `npm run dashboards`', async () => {
  const made = new Map((await dashboardFiles(terminal, [])).map(({ path, text }) => [path, text]))
  const entries = await readdir(join(root, 'dashboards'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const shipped = await Promise.all(
    files.map(async (file) => [file.slice(join(root, 'dashboards/').length), await readFile(file, 'utf8')] as const),
  )
  expect(new Set(shipped.map(([path]) => path))).toEqual(new Set(made.keys()))
  for (const [path, text] of shipped) expect(text === made.get(path), path).toBe(true)
})

test('addresses of documentation and monitor can be given', async () => {
  const files = await dashboardFiles(terminal, [
    '--docs-url',
    'https://docs.example',
    '--monitor-url',
    'https://m.example',
  ])
  const rules = files.find(({ path }) => path.endsWith('rules.yaml'))?.text ?? ''
  expect(rules).toContain('runbook_url: https://docs.example/runbook.md#isolation')
  expect(rules).toContain('run_page: https://m.example/scenarios/')
})
