import { expect, test } from 'vitest'
import { createTasks } from './tasks.ts'

const idle = () => new AbortController().signal

test('settling waits for what runs, and for what that starts', async () => {
  const tasks = createTasks()
  const done: string[] = []
  tasks.spawn(idle(), async () => {
    await Promise.resolve()
    tasks.spawn(idle(), async () => void done.push('inner'))
    done.push('outer')
  })
  await tasks.settle()
  expect(new Set(done)).toEqual(new Set(['inner', 'outer']))
})

test('a failure is reported, unless its signal was aborted', async () => {
  const tasks = createTasks()
  tasks.spawn(AbortSignal.abort(), () => Promise.reject(new Error('expected')))
  tasks.spawn(idle(), () => Promise.reject(new Error('a bug')))
  await expect(tasks.settle()).rejects.toThrow('The twin failed in the background.')
})
