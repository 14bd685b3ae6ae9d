import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { staging } from '../../config/built-in.ts'
import { pasteConfig } from './paste-config.ts'

const target = { ...staging, name: 'my-staging', kind: 'remote' } as const

test('the text is a piece of the configuration file, with what was learnt and no secret', () => {
  const text = pasteConfig(target, { tools: false, proof: 'echoed' })
  expect(text).toMatch(/^targets: \{\n {2}"my-staging": \{\n {4}urls: \{\n/)
  const read: unknown = JSON.parse(JSON.stringify(runInNewContext(`({${text}})`)))
  expect(read).toEqual({
    targets: {
      'my-staging': {
        urls: staging.urls,
        signIn: staging.signIn,
        policy: 'observed',
        capabilities: { ...staging.capabilities, tools: false, proof: 'echoed' },
      },
    },
  })
})

test('what was not learnt stays as it was configured', () => {
  expect(pasteConfig(target, null)).toContain('proof: "transformed"')
})
