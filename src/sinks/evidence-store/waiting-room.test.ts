import { expect, test } from 'vitest'
import type { Verdict } from '../../model/words.ts'
import { createWaitingRoom } from './waiting-room.ts'

const guest = (runId: string, verdict: Verdict, bytes = 10) => ({
  name: { runId, scenario: 'golden-path', verdict },
  packed: Buffer.alloc(bytes),
})
const names = (room: ReturnType<typeof createWaitingRoom>) => room.all().map(({ name }) => name.runId)

test('when there is no room, runs that did not fail go first, then the oldest', () => {
  const room = createWaitingRoom(30)
  for (const each of [guest('fail-1', 'fail'), guest('pass-2', 'pass'), guest('fail-3', 'fail')]) room.enter(each)
  expect(names(room)).toEqual(['fail-1', 'pass-2', 'fail-3'])
  room.enter(guest('fail-4', 'fail'))
  expect(names(room)).toEqual(['fail-1', 'fail-3', 'fail-4'])
  room.enter(guest('fail-5', 'fail'))
  expect(names(room)).toEqual(['fail-3', 'fail-4', 'fail-5'])
  expect(room.lost).toBe(2)
})

test('who is larger than the room does not stay, and who leaves makes room', () => {
  const room = createWaitingRoom(30)
  room.enter(guest('huge', 'fail', 31))
  expect(names(room)).toEqual([])
  room.enter(guest('a', 'fail', 30))
  room.leave('a')
  room.leave('nobody')
  room.enter(guest('b', 'fail', 30))
  expect(names(room)).toEqual(['b'])
  expect(room.find('b')).toHaveLength(30)
  expect(room.find('a')).toBeNull()
})
