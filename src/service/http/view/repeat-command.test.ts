import { expect, test } from 'vitest'
import { repeatCommand, replayCommand } from './repeat-command.ts'

const demo = { scenario: 'golden-path', seed: '8b1f54ae', target: 'twin', targetKind: 'embedded', speakers: 3 } as const

test('the twin needs no target', () => {
  expect(repeatCommand(demo)).toBe('npm run -s golden-path -- run golden-path --users 3 --seed 8b1f54ae')
})

test('a real target is named, and its cost agreed to', () => {
  const command = repeatCommand({ ...demo, target: 'staging', targetKind: 'remote', speakers: null })
  expect(command).toBe('npm run -s golden-path -- run golden-path --seed 8b1f54ae --target staging --real-llm')
})

test('what could be a command is one word of the shell', () => {
  expect(repeatCommand({ ...demo, seed: "a'; rm -rf $HOME" })).toContain(`--seed 'a'\\''; rm -rf $HOME'`)
  expect(replayCommand('run 1')).toBe("npm run -s golden-path -- replay 'run 1.evidence.json'")
})
