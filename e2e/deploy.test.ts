import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { main } from '../src/cli/main.ts'
import { aTerminal } from '../src/cli/terminal.builder.ts'
import { readEnvironment, rejectUnknownVariables } from '../src/config/environment.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const composeFile = read('deploy/compose.yaml')
const manifest = read('deploy/kubernetes/golden-path-monitor.yaml')
const unit = read('deploy/systemd/golden-path-monitor.service')
const workflow = read('deploy/github-actions/golden-path-gate.yml')

const service = parse(composeFile).services['golden-path-monitor']
const objects = parseAllDocuments(manifest).map((document) => document.toJS())
const objectOf = (kind: string) => objects.find((object) => object.kind === kind)
const pod = objectOf('Deployment').spec.template.spec
const [container] = pod.containers
const gate = parse(workflow)

type Variables = Record<string, string>
const asVariables = (lines: readonly string[]): Variables =>
  Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
const podVariables = container.env.map(({ name, value }: { name: string; value: string }) => `${name}=${value}`)

/** What each way to deploy sets in the environment of the monitor. */
const ways: [string, Variables][] = [
  ['Compose', service.environment],
  ['Kubernetes', asVariables(podVariables)],
  ['systemd', asVariables([...unit.matchAll(/^Environment=(.*)$/gm)].map(([, line = '']) => line))],
  ['GitHub Actions', gate.env],
]

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module","imports":{"#config":"./src/config/define.ts"}}')
  symlinkSync(join(root, 'src'), join(folder, 'src'))
  writeFileSync(join(folder, 'kubernetes.config.ts'), objectOf('ConfigMap').data['golden-path.config.ts'])
  writeFileSync(join(folder, 'compose.config.ts'), read('deploy/golden-path.config.ts'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(ways)(
  '%s demands a target, names one, and sets nothing that the monitor does not know',
  (_name, variables) => {
    expect(variables).toMatchObject({ GOLDEN_PATH_REQUIRE_TARGET: '1', GOLDEN_PATH_TARGET: 'staging' })
    expect(readEnvironment(variables)).toMatchObject({ requireTarget: true, target: 'staging' })
    expect(() => rejectUnknownVariables(variables, ['E2E_OAUTH_SIMULATION_KEY'])).not.toThrow()
  },
)

test.each(ways.slice(0, 3))('%s hands credentials on as files', (_name, variables) => {
  expect(Object.keys(variables)).toEqual(
    expect.arrayContaining(['E2E_OAUTH_SIMULATION_KEY_FILE', 'GOLDEN_PATH_TOKEN_FILE']),
  )
  expect(Object.keys(variables).filter((name) => /(KEY|TOKEN|PASSWORD|SECRET)$/.test(name))).toEqual([])
})

test('the workflow takes its one credential from the secrets of its environment', () => {
  const credentials = [...workflow.matchAll(/^\s*\w*(?:KEY|TOKEN|PASSWORD|SECRET)\w*: (.*)$/gm)].map(
    ([, value]) => value,
  )
  expect(credentials).toHaveLength(1)
  expect(credentials[0]).toMatch(/^\$\{\{ secrets\.E2E_OAUTH_SIMULATION_KEY \}\}$/)
  expect(gate.permissions).toEqual({ contents: 'read' })
})

test('whatever runs in a container is nobody in particular, on a read-only root, without rights', () => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] })
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 })
  expect(container.securityContext).toEqual({
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  })
  expect(read('Dockerfile')).toContain('USER 10001:10001')
})

test('there is time for an end in order, and one monitor at a time', () => {
  expect(Number.parseInt(service.stop_grace_period, 10)).toBeGreaterThan(30)
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(30)
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(30)
  expect(objectOf('Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } })
})

test.each(['compose', 'kubernetes'])('the configuration for %s is valid and names a real target', async (name) => {
  const terminal = aTerminal({ cwd: folder })
  const args = ['run', '--config', `${name}.config.ts`, '--target', 'staging']
  expect(await main(args, terminal)).toBe(2)
  // Nothing is left to put right but the credential, so neither configuration nor consent is missing.
  expect(terminal.err.text).toContain('needs E2E_OAUTH_SIMULATION_KEY, and it is not set')
})

test('the gate of the workflow has only flags that there are', async () => {
  const terminal = aTerminal()
  expect(await main(['gate', '--help'], terminal)).toBe(0)
  const flags = workflow.match(/(?<=\s|')--[a-z-]+(?=[\s'])/g)?.filter((flag) => flag !== '--omit') ?? []
  expect(flags).toEqual(expect.arrayContaining(['--real-llm', '--baseline', '--reporter']))
  for (const flag of flags) expect(terminal.out.text).toContain(flag)
})
