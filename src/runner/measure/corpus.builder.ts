import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import { errorCauses, inconclusiveCauses } from '../../model/causes.ts'
import { codeNames } from '../../model/codes.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import { webVitals } from '../../model/screen-fact.ts'
import { type BadCredential, badCredentials, domains, phases, severities, verdicts } from '../../model/words.ts'
import { instruction } from '../../protocol/nonce.ts'
import { aFinding } from '../../reporters/report.builder.ts'
import { requestRoles } from '../../sinks/metrics/label-values.ts'
import { finishedRun } from '../../sinks/metrics/metrics.builder.ts'
import { finish, oneUser } from './measure.builder.ts'

/**
 * Runs that, with events and states, feed every value of every label of every metric. Written by hand: what nothing here can
 * feed is a metric that nobody measures.
 */
export function corpusRuns(): FinishedRun[] {
  return [...reports(), ...sockets(), ...conversations(), ...identities(), ...isolation(), ...services()]
}

/** It came before the end of the agent that was to give it. */
const halfAnAnswer = { type: 'agent_response', data: { response: 'Turn off what idles at night.' } }

function reports(): FinishedRun[] {
  const given = { scenario: 'golden-path' }
  const findings = codeNames.flatMap((code) => severities.map((severity) => aFinding({ code, severity })))
  return [
    ...verdicts.map((verdict) => finishedRun({ ...given, verdict })),
    ...inconclusiveCauses.map((cause) => finishedRun({ ...given, verdict: 'inconclusive', cause })),
    ...errorCauses.map((cause) => finishedRun({ ...given, verdict: 'error', cause })),
    ...phases.map((phase) => finishedRun({ ...given, verdict: 'fail', phase, domain: 'agent' })),
    ...domains.map((domain) => finishedRun({ ...given, verdict: 'fail', phase: 'events', domain })),
    finishedRun({ ...given, findings }),
  ]
}

function sockets(): FinishedRun[] {
  const statuses = [101, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504, 418, null]
  const codes = [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 4000, 3000]
  const words = 'Auth error|factory|service initialization failed|not ready|mode error|send failed|processing error'
  const reasons = ['', ...`${words}|cleanup|internal|keepalive|so long`.split('|')]
  const errorTypes = 'RecursionError TypeError AttributeError ImportError NameError KeyError Odd'.split(' ')
  const gaveUp = (code: string) => ({ error: { code, message: '' }, initiator: 'client' as const })
  return [
    finish(oneUser((user) => statuses.reduce((each, status) => each.upgrade({ status }), user))),
    finish(oneUser((user) => codes.reduce((each, code) => each.upgrade().closedBy(code), user))),
    finish(oneUser((user) => reasons.reduce((each, reason) => each.upgrade().closedBy(1011, reason), user))),
    finish(oneUser((user) => user.upgrade().welcome().closedBy(1011))),
    finish(oneUser((user) => user.upgrade().welcome().chat().closedBy(1011))),
    finish(oneUser((user) => user.upgrade().welcome().prompt().started().got(halfAnAnswer).closedBy(1011))),
    finish(oneUser((user) => user.upgrade().close(gaveUp('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')))),
    finish(
      oneUser((user) => {
        user.upgrade().welcome().gotBinary('AAEC').control('in', 'ping').control('out', 'pong').prompt().got('<html>')
        user.got({ type: 'error_message' })
        for (const type of errorTypes) user.got({ type: 'error_message', details: { error_type: type } })
      }),
    ),
  ]
}

function conversations(): FinishedRun[] {
  const ready = (user: UserScript) => user.signIn().upgrade().welcome()
  const answered = (
    answer: string,
    tell: (user: UserScript) => UserScript = (user) => user.started().thinking().tools(),
  ) => finish(oneUser((user) => tell(ready(user).prompt()).completed(answer).close()))
  const filler = ' and more of the same kind of advice, at length and in detail'
  const odd = [
    (user: UserScript) =>
      user.completed().thinking().event('tool_completed', tool).event('tool_executing', tool).started(),
    (user: UserScript) => user.started().started().thinking().tools().tools().completed().completed(),
    (user: UserScript) => user.started().closedBy(1011),
    (user: UserScript) => user.thinking().closedBy(1011),
    (user: UserScript) => user.closedBy(1006),
  ]
  const tool = { tool_name: 'ghost', data: { result: {} } }
  return [
    finish(new EvidenceBuilder().health().step('close', 'user-1').build()),
    finish(oneUser((user) => user.whole())),
    finish(oneUser((user) => ready(user).prompt().started(), { ended: 'left' })),
    answered(''),
    answered(`Nothing to add here${filler}.`),
    answered(`I am sorry, I cannot help you with that because of high demand${filler}.`),
    answered(`Agent response for: you${filler}.`),
    finish(oneUser((user) => ready(user).prompt().started().tools().completed(`So: ${user.nonce}${filler}`).close())),
    finish(
      oneUser((user) =>
        ready(user)
          .prompt()
          .started()
          .tools()
          .completed(`You said: ${textOf(user)}`)
          .close(),
      ),
    ),
    ...odd.map((tell) => finish(oneUser((user) => tell(ready(user).prompt())))),
  ]
}

/** The prompt of the user script, which an agent that only echoes repeats. */
function textOf({ nonce }: UserScript): string {
  return `Give me some advice. ${instruction(nonce)}`
}

function identities(): FinishedRun[] {
  const names = [undefined, 'e2e-ambe...', 'e2e-birch-2', 'demo-user-001', null]
  const control = (user: UserScript, credential: BadCredential) => {
    const shown = { credential }
    return user
      .upgrade({ ...shown, status: 401 })
      .upgrade(shown)
      .welcome()
      .close()
      .upgrade({ ...shown, status: 502 })
  }
  return [
    ...names.map((name) =>
      finish(
        oneUser((user) =>
          user
            .signIn()
            .upgrade()
            .welcome(name === undefined ? {} : { user_id: name }),
        ),
      ),
    ),
    finish(
      oneUser((user) => badCredentials.reduce(control, user.signIn().http({ purpose: 'sign-out' })), {
        judges: ['monitor', 'controls'],
      }),
    ),
    ...[404, 200, null].map(foreignThread),
  ]
}

function foreignThread(status: number | null): FinishedRun {
  const run = new EvidenceBuilder()
  const url = 'https://api.example.com/api/threads/thread-2/messages'
  run.user(2).signIn().http({ purpose: 'own-thread', url })
  run.user(1).signIn().after(500).http({ purpose: 'foreign-thread', url, status })
  return finish(run.build())
}

function isolation(): FinishedRun[] {
  const run = new EvidenceBuilder()
  const [one, two, quiet] = [run.user(1), run.user(2), run.user(3, 'bystander')]
  two.signIn().upgrade().welcome().chat()
  one
    .signIn()
    .upgrade({ together: together(90) })
    .welcome()
    .prompt()
  for (const said of [two.userId, two.nonce, `⟦token:${two.id}⟧`, 'the blue heron'])
    one.got({ type: 'ack', user_id: said })
  one.started().thinking().tools().completed().close()
  quiet
    .signIn()
    .upgrade({ together: together(94) })
    .welcome()
    .got({ type: 'agent_log' })
  const evidence = run.build({ judges: ['monitor', 'isolation'] })
  const planted = evidence.users.map((user) => ({ ...user, plant: user.id === 'user-2' ? 'the blue heron' : null }))
  return [finish({ ...evidence, users: planted })]
}

function together(releasedMs: number) {
  return { gate: 'gate-1', size: 2, offsetMs: 0, releasedMs }
}

function services(): FinishedRun[] {
  const run = new EvidenceBuilder().health({ body: '{"status":"unhealthy"}' })
  const user = run.user(1)
  const headers = { date: 'Sun, 22 Nov 2026 15:09:06 GMT' }
  for (const role of requestRoles)
    for (const status of [200, 302, 404, 429, 503, null])
      user.http({ role, status, headers, certificateExpiresAt: '2027-01-01T00:00:00.000Z', purpose: 'api-call' })
  const seen = { kind: 'screen', atMs: 5, user: 'user-1', page: 'page-1', text: '' } as const
  for (const name of webVitals) run.add({ ...seen, sight: 'vital', name, valueMs: 5 })
  user.signIn().upgrade().welcome().got({ type: 'weather_report', surprise: 1 }).got({ type: 'reasoning' })
  user
    .got({ type: 'ack', data: { payload: { ok: true } } })
    .got({ type: 'tool_executing' })
    .close()
  return [finish(run.build()), finish(oneUser((each) => each.signIn().upgrade({ status: 500 })))]
}
