import { describe, expect, test } from 'vitest'
import { createConversation } from './conversation.ts'
import { eventOf, options, passTo, play, playOut, said, untilMs } from './conversation-script.arbitrary.ts'

const full = ['start A', 'think A', 'exec search A', 'done search A', 'complete A = Save 5 %.']
const nested = ['start A', 'think A', 'start B', 'think B', 'complete B = Save 5 %.']

describe('a legal conversation', () => {
  test.each([
    ['full', full],
    ['without tools', ['start A', 'think A', 'complete A = x']],
    ['without thinking', ['start A', 'exec search', 'done search', 'complete A = x']],
    [
      'with repeated events',
      ['start A', 'think A', 'think', 'exec a', 'done a', 'think A', 'exec a', 'done a', 'complete A = x'],
    ],
    ['with tools that overlap', ['start A', 'exec a', 'exec b', 'done b', 'done a', 'complete A = x']],
    ['with the same tool twice at once', ['start A', 'exec a#1', 'exec a#2', 'done a#2', 'done a#1', 'complete A = x']],
    [
      'with an execution id on one side only',
      ['start A', 'exec a#1', 'done a', 'exec a', 'done a#2', 'complete A = x'],
    ],
    ['with a tool that is named only once', ['start A', 'exec a', 'done', 'complete A = x']],
    ['with a nested agent', ['start A', 'start B', 'think B', 'complete B = y', 'think A', 'complete A = x']],
    [
      'with agents beside one another',
      ['start A', 'start B', 'start C', 'think B', 'complete B', 'think C', 'complete C', 'complete A = x'],
    ],
    [
      'with thinking of the outer agent inside the inner',
      ['start A', 'start B', 'think A', 'complete B', 'complete A = x'],
    ],
    [
      'with the same agent twice, one after the other',
      ['start A', 'start B', 'think B', 'complete B', 'start B', 'complete B', 'complete A = x'],
    ],
    [
      'with the same agent in two runs',
      ['start A @1', 'start A @2', 'think A @2', 'complete A @2', 'complete A @1 = x'],
    ],
    ['with agents named at their start only', ['start A', 'start B', 'think', 'complete', 'think', 'complete = x']],
    ['with run ids on some frames only', ['start A @1', 'think A', 'exec a @1', 'done a', 'complete A = x']],
    ['with an inner agent that fails', ['start A', 'start B', 'think B', 'error B', 'complete A = x']],
    [
      'with heartbeats and acks between',
      ['start A', 'heartbeat', 'ack', 'think A', 'thread_created', 'pong', 'complete A = x'],
    ],
    ['with unknown events between', ['start A', 'agent_dreaming A', 'think A', 'complete A = x']],
    ['with progress between', ['start A', 'think A', 'progress_update A', 'stream_chunk', 'complete A = x']],
    ['with thoughts under a name that never started', ['start A', 'think Helper', 'complete A = x']],
  ])('%s breaks no rule under observed', (_name, script) => {
    const conversation = playOut(script)
    expect(conversation.violations).toEqual([])
    expect(conversation.end).toMatchObject({ kind: 'completed', seq: script.length - 1 })
    expect(conversation.unfinished).toEqual([])
  })

  test('keeps its agent events, with the agent that a frame without a name belongs to', () => {
    const { events } = playOut(['start A', 'start B', 'heartbeat', 'think', 'complete B', 'complete = x'])
    expect(events.map(({ type, agent, seq, atMs }) => [type, agent, seq, atMs])).toEqual([
      ['agent_started', 'A', 0, 1_000],
      ['agent_started', 'B', 1, 2_000],
      ['agent_thinking', 'B', 3, 4_000],
      ['agent_completed', 'B', 4, 5_000],
      ['agent_completed', 'A', 5, 6_000],
    ])
  })

  test('answers with every result of its agents, but not of tools', () => {
    const conversation = playOut([
      'start A',
      'start B',
      'exec a',
      'done a = 42 rows',
      'complete B = Less.',
      'complete A = Save 5 %.',
    ])
    expect(conversation.answer).toBe('Less.\nSave 5 %.')
  })

  test('answers with reports and responses too, which are no agent events', () => {
    const conversation = playOut(['start A', 'think A', 'final_report = Report.', 'complete A = x'])
    expect(conversation.answer).toBe('Report.\nx')
    expect(conversation.events).toHaveLength(3)
  })

  test('wants a pair of tool events and a thought under strict, and one start of the outermost agent', () => {
    expect(said(playOut(full, { policy: 'strict' }))).toEqual([])
    expect(said(playOut(['start A', 'think A', 'complete A = x'], { policy: 'strict' }))).toEqual([
      'events-missing-partial fail',
    ])
    expect(said(playOut(['start A', 'exec a', 'done a', 'complete A = x'], { policy: 'strict' }))).toEqual([
      'events-missing-partial fail',
    ])
    expect(said(playOut(['start A', ...full], { policy: 'strict' }))).toEqual(['events-duplicated fail'])
    expect(
      said(
        playOut(['start A', 'start B', 'start B', 'think', 'exec a', 'done a', 'complete B', 'complete A = x'], {
          policy: 'strict',
        }),
      ),
    ).toEqual(['events-duplicated warn'])
  })

  test('needs only start and end under minimal', () => {
    expect(said(playOut(['start A', 'complete A = x'], { policy: 'minimal' }))).toEqual([])
    expect(said(playOut(['think A', 'start A', 'start A', 'exec a', 'complete A = x'], { policy: 'minimal' }))).toEqual(
      [],
    )
  })
})

describe('the end is the first of', () => {
  test.each([
    ['the outermost agent’s completion', full, 'completed', 5_000],
    ['its error', ['start A', 'think A', 'error A'], 'error', 3_000],
    ['its death', ['start A', 'think A', 'death A'], 'death', 3_000],
    ['an error before anything started', ['error'], 'error', 1_000],
    ['an error before anything started, with a name', ['error A', 'wait 1000'], 'error', 1_000],
    ['ten seconds of quiet after a result', nested, 'settled', 15_000],
  ])('%s', (_name, script, kind, atMs) => {
    expect(playOut(script).end).toMatchObject({ kind, atMs })
  })

  test('a result of an agent that never started, and quiet', () => {
    const conversation = playOut(['think A', 'complete A = x'])
    expect(conversation.end).toEqual({ kind: 'settled', atMs: 12_000, seq: 1 })
    expect(new Set(said(conversation))).toEqual(new Set(['events-missing-partial fail']))
  })

  test('our leaving, when a result has come', () => {
    const conversation = play(nested)
    expect(conversation.end).toBeNull()
    conversation.finish(untilMs(nested) + 1)
    expect(conversation.end).toEqual({ kind: 'settled', atMs: 5_001, seq: 4 })
    expect(said(conversation)).toEqual(['agents-unfinished warn'])
    expect(conversation.unfinished).toEqual(['A'])
  })

  test('a close, also after a result that has not settled', () => {
    const conversation = play(nested)
    conversation.closed(6_000)
    expect(conversation.end).toEqual({ kind: 'closed', atMs: 6_000, seq: null })
    conversation.finish(100_000)
    expect(conversation.end?.kind).toBe('closed')
  })

  test('quiet does not settle while a tool is at work', () => {
    expect(playOut([...nested, 'exec a']).end).toBeNull()
  })

  test('quiet does not settle without a result', () => {
    expect(playOut(['start A', 'think A', 'start B', 'complete B']).end).toBeNull()
  })

  test('quiet does not settle under strict, where only the outermost agent ends', () => {
    const conversation = playOut(nested, { policy: 'strict' })
    expect(conversation.end).toBeNull()
    expect(conversation.violations).toContainEqual(
      expect.objectContaining({ code: 'events-missing-partial', expected: 'agent_completed of the outermost agent' }),
    )
  })

  test.each([
    ['transformed', 'x 1562.7390.4821', true],
    ['transformed', 'x 4821-7390-1562', false],
    ['echoed', 'x 4821-7390-1562', true],
    ['echoed', 'x', false],
    ['present', 'x', true],
  ] as const)('quiet settles only a proven answer: where %s is the proof, %j: %s', (proof, answer, settles) => {
    const script = ['start A', 'think A', 'start B', `complete B = ${answer}`]
    const conversation = playOut(script, { proof, expected: '1562.7390.4821' })
    expect(conversation.end?.kind).toBe(settles ? 'settled' : undefined)
  })
})

describe('what an answered conversation lacks', () => {
  test('is said as soon as it has ended, with the last event as proof', () => {
    expect(play(['start A', 'complete A = x']).violations).toEqual([
      {
        code: 'events-missing-partial',
        severity: 'fail',
        expected: 'agent_thinking or a pair of tool events between start and end',
        received: 'neither among 2 agent events',
        seqs: [1],
      },
    ])
  })

  test('is not said before its end: it may still come', () => {
    expect(play(['start A', 'start B', 'complete B = y']).violations).toEqual([])
  })

  test('is not said of one that failed or broke off', () => {
    expect(playOut(['start A', 'start B', 'error A']).violations).toEqual([])
    const closed = play(['start A', 'start B', 'complete B'])
    closed.closed(5_000)
    expect(closed.violations).toEqual([])
  })
})

describe('after its end', () => {
  test('of the outermost agent, every agent event is a finding', () => {
    const conversation = playOut([...full, 'think A', 'heartbeat'])
    expect(conversation.end?.kind).toBe('completed')
    expect(conversation.violations).toEqual([
      {
        code: 'events-out-of-order',
        severity: 'fail',
        expected: 'no agent event after the end of the outermost agent',
        received: 'agent_completed of A, then agent_thinking of A',
        seqs: [4, 5],
      },
    ])
  })

  test('by settling, an agent event opens it again, and the outermost agent can still complete', () => {
    const script = [...nested, 'wait 12000', 'think A']
    const open = play(script)
    expect(open.end).toBeNull()
    expect(open.nextDeadlineMs()).toBe(28_000)
    const conversation = playOut([...script, 'complete A = x'])
    expect(conversation.end).toEqual({ kind: 'completed', atMs: 19_000, seq: 7 })
    expect(conversation.violations).toEqual([])
  })

  test('by settling, a heartbeat does not open it again', () => {
    expect(play([...nested, 'wait 12000', 'heartbeat']).end?.kind).toBe('settled')
  })

  test('by silence, what comes late does not change it', () => {
    const conversation = play(['start A', 'wait 180000', 'complete A = x'])
    expect(conversation.end).toMatchObject({ kind: 'silence' })
    expect(said(conversation)).toContain('agent-death-silent fail')
  })

  test('there is no deadline', () => {
    expect(playOut(full).nextDeadlineMs()).toBeNull()
  })
})

describe('time', () => {
  test('without any agent event ends it after three times the fail limit', () => {
    const conversation = createConversation(options())
    conversation.see(eventOf('ack'), 50_000, 0)
    conversation.see(eventOf('thread_created'), 59_000, 1)
    expect(conversation.nextDeadlineMs()).toBe(60_000)
    conversation.tick(59_999)
    expect(conversation.end).toBeNull()
    conversation.tick(70_000)
    expect(conversation.end).toEqual({ kind: 'never-started', atMs: 60_000, seq: null })
    expect(said(conversation)).toEqual(['agent-never-starts fail'])
  })

  test('without progress ends it at the answer limit, and it is death: heartbeats are no sign of life', () => {
    const conversation = play(['start A', 'think A', 'wait 50000', 'heartbeat', 'wait 50000', 'pong'])
    expect(conversation.nextDeadlineMs()).toBe(180_000)
    passTo(conversation, 200_000)
    expect(conversation.end).toEqual({ kind: 'silence', atMs: 180_000, seq: null })
    expect(conversation.violations).toEqual([
      {
        code: 'agent-death-silent',
        severity: 'fail',
        expected: 'agent events until the end of the conversation',
        received: 'agent_thinking of A, then nothing for 178 s',
        seqs: [1],
      },
    ])
  })

  test('with progress to the end of the limit is no death but a late answer', () => {
    const conversation = play([
      'start A',
      ...Array.from({ length: 5 }, () => ['wait 35000', 'progress_update A']).flat(),
    ])
    passTo(conversation, 200_000)
    expect(conversation.end).toMatchObject({ kind: 'answer-limit', atMs: 180_000 })
    expect(said(conversation)).toEqual(['answer-timeout fail'])
  })

  test('waits three times the fail limit, up to 180 s', () => {
    const short = { ...options().thresholds, silence: { warnMs: 1_000, failMs: 2_000 } }
    const conversation = play(['start A'], { thresholds: short })
    expect(conversation.nextDeadlineMs()).toBe(7_000)
  })

  test.each([
    ['never started', [], 20_000, 'never-started'],
    ['not started yet', [], 19_999, undefined],
    ['silent', ['start A'], 91_000, 'silence'],
    ['not silent yet', ['start A'], 90_999, undefined],
    ['late', ['start A', 'wait 60000', 'think A'], 120_000, 'answer-limit'],
    ['not late yet', ['start A', 'wait 60000', 'think A'], 119_999, undefined],
  ])('when we leave, %s by the fail limits', (_name, script, leaveMs, kind) => {
    const conversation = play(script)
    conversation.finish(leaveMs)
    expect(conversation.end?.kind).toBe(kind)
  })

  test('counts from the first agent event where the prompt is not on record', () => {
    const conversation = createConversation(options({ promptAtMs: null }))
    expect(conversation.nextDeadlineMs()).toBeNull()
    conversation.finish(1_000_000)
    expect(conversation.end).toBeNull()
    const started = createConversation(options({ promptAtMs: null }))
    started.see(eventOf('start A'), 50_000, 0)
    expect(started.nextDeadlineMs()).toBe(230_000)
  })

  test('passes by events as well: a deadline before an event takes effect first', () => {
    const conversation = createConversation(options())
    conversation.see(eventOf('start A'), 60_001, 0)
    expect(conversation.end?.kind).toBe('never-started')
    const punctual = createConversation(options())
    punctual.see(eventOf('start A'), 60_000, 0)
    expect(punctual.end).toBeNull()
  })

  test('is the same for a timer that fires late', () => {
    const conversation = createConversation(options())
    conversation.tick(500_000)
    expect(conversation.end?.atMs).toBe(60_000)
  })
})

describe('events of one frame', () => {
  test('share its seq and keep their order', () => {
    const conversation = createConversation(options())
    for (const line of ['think A', 'start A', 'complete A = x']) conversation.see(eventOf(line), 1_000, 7)
    expect(said(conversation)).toEqual(['events-out-of-order fail'])
  })
})
