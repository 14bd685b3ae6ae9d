import { expect, test } from 'vitest'
import { createInbox } from './inbox.ts'

test('what is pushed before and during the reading comes out in order, until the end', async () => {
  const inbox = createInbox()
  inbox.push('early')
  const seen: string[] = []
  for await (const text of inbox) {
    seen.push(text)
    if (text === 'early') setImmediate(() => inbox.push('late'))
    if (text === 'late') setImmediate(() => inbox.end())
  }
  expect(seen).toEqual(['early', 'late'])
})

test('an inbox that has ended gives nothing, not even what waits', async () => {
  const inbox = createInbox()
  inbox.push('waiting')
  inbox.end()
  const seen: string[] = []
  for await (const text of inbox) seen.push(text)
  expect(seen).toEqual([])
})
