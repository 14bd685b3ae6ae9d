import { expect, test } from 'vitest'
import { type Answer, bodyOf, closedPort, serveHttp } from '../src/probes/loopback.builder.ts'
import { readSeries } from '../src/sinks/metrics/metrics.builder.ts'
import { reportIn, runCommand } from './cli-command.ts'

const once = ['run', 'golden-path', '--time-scale', '5', '--reporter', 'json']

test.concurrent('a one-shot that is told to pushes what its runs measured, once, at its end', async () => {
  const pushes: { path: string | undefined; body: string; authorization: string | undefined }[] = []
  const take: Answer = async (request, response) => {
    const { url: path, headers } = request
    pushes.push({ path, body: await bodyOf(request), authorization: headers.authorization })
    response.end()
  }
  await using server = await serveHttp(take)
  const ended = await runCommand([...once, '--push', `http://ann:hunter22@127.0.0.1:${server.port}`])
  expect(ended.code, ended.stderr).toBe(0)
  const [push] = pushes
  expect(pushes).toHaveLength(1)
  expect(push?.path).toBe('/metrics/job/golden_path_monitor/target/twin')
  expect(push?.authorization).toBe(`Basic ${Buffer.from('ann:hunter22').toString('base64')}`)
  const body = push?.body ?? ''
  expect(readSeries(body, 'golden_path_conversations_total{scenario="golden-path",outcome="good"}')).toBe(1)
  expect(body).toMatch(/golden_path_last_verdict\{scenario="golden-path",verdict="(pass|degraded)"\} 1/)
  expect(body).toContain('golden_path_target_info{target="twin",kind="embedded"')
  expect(`${ended.stdout}${ended.stderr}${body}`).not.toContain('hunter22')
})

test.concurrent('a push that fails is said, and a command that would have been green is not', async () => {
  const port = await closedPort()
  const ended = await runCommand([...once, '--push', `http://ann:hunter22@127.0.0.1:${port}`])
  expect(ended.code).toBe(3)
  expect(reportIn(ended).exitCode).toBe(3)
  const where = `http://127.0.0.1:${port}/metrics/job/golden_path_monitor/target/twin`
  expect(ended.stderr).toContain(`golden-path: the metrics could not be pushed to ${where}: connect ECONNREFUSED`)
  expect(`${ended.stdout}${ended.stderr}`).not.toContain('hunter22')
})

test.concurrent('a failure of the target outranks a push that fails', async () => {
  const args = [...once, '--fault', 'sign-in-refused', '--push', `http://127.0.0.1:${await closedPort()}`]
  expect((await runCommand(args)).code).toBe(1)
})

test.concurrent('an address that is none is refused before anything is started', async () => {
  const ended = await runCommand([...once, '--push', 'ann:hunter22@gateway'])
  expect(ended.code).toBe(2)
  expect(ended.stderr).toContain('--push must be the http or https address of a Pushgateway.')
  expect(ended.stderr).not.toContain('hunter22')
  expect(ended.stdout).toBe('')
})
