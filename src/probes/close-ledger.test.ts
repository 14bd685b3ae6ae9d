import { describe, expect, test } from 'vitest'
import { CloseLedger } from './close-ledger.ts'

const bad = (code: string) => ({ code, message: 'bad frame' })
const cut = { code: 'terminated', message: 'we cut it' }

const histories: [string, (ledger: CloseLedger) => void, number, object][] = [
  ['the server closes', () => undefined, 1011, { initiator: 'server', sentCode: 1011 }],
  ['the server closes without a code', () => undefined, 1005, { initiator: 'server', sentCode: null }],
  ['the connection just ends', () => undefined, 1006, { initiator: 'none', sentCode: null }],
  [
    'we close and are answered',
    (l) => l.weClose(1000, true),
    1000,
    { initiator: 'client', sentCode: 1000, scripted: true },
  ],
  ['we close and are not answered', (l) => l.weClose(1000, true), 1006, { initiator: 'client', sentCode: 1000 }],
  ['we close without being asked to', (l) => l.weClose(1000, false), 1000, { initiator: 'client', scripted: false }],
  ['we close while the server closes', (l) => l.weClose(1000, true), 1011, { initiator: 'client', sentCode: 1000 }],
  [
    'text that is not UTF-8',
    (l) => l.gaveUp(bad('WS_ERR_INVALID_UTF8')),
    1006,
    { initiator: 'client', sentCode: 1007 },
  ],
  ['a frame too large', (l) => l.gaveUp(bad('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')), 1006, { sentCode: 1009 }],
  [
    'an unknown opcode',
    (l) => l.gaveUp(bad('WS_ERR_INVALID_OPCODE')),
    1006,
    { sentCode: 1002, error: bad('WS_ERR_INVALID_OPCODE') },
  ],
  ['a socket error', (l) => l.gaveUp(bad('EPIPE')), 1006, { initiator: 'none', sentCode: null, error: bad('EPIPE') }],
  ['we cut it', (l) => l.weCut(cut), 1006, { initiator: 'client', sentCode: null, scripted: false, error: cut }],
]

describe('the close ledger', () => {
  test.each(histories)('knows who moved first: %s', (_what, happen, code, expected) => {
    const ledger = new CloseLedger()
    happen(ledger)
    expect(ledger.ended(code, 'because')).toMatchObject({ code, reason: 'because', ...expected })
  })

  test('keeps what we sent when a bad frame comes after our close', () => {
    const ledger = new CloseLedger()
    ledger.weClose(1000, true)
    ledger.gaveUp(bad('WS_ERR_INVALID_OPCODE'))
    ledger.weCut(cut)
    expect(ledger.ended(1006, '')).toMatchObject({
      sentCode: 1000,
      scripted: true,
      error: bad('WS_ERR_INVALID_OPCODE'),
    })
  })
})
