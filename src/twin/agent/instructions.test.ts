import { expect, test } from 'vitest'
import { instruction } from '../testing/talk.ts'
import { readInstructions } from './instructions.ts'

const nothing = { reference: undefined, fact: undefined, asksMemory: false }

test.each([
  ['Give me a short piece of advice on cost.', nothing],
  [`Advice, please. ${instruction}`, { ...nothing, reference: '4821-7390-1562' }],
  ['Remember that my project is called Heron.', { ...nothing, fact: 'my project is called Heron' }],
  [
    `One idea. Remember this about me: my project is called heron-4.2. ${instruction} Be brief.`,
    { reference: '4821-7390-1562', fact: 'my project is called heron-4.2', asksMemory: false },
  ],
  ['Remember this about me: I like tea', { ...nothing, fact: 'I like tea' }],
  ['Which project names do you remember? List every one.', { ...nothing, asksMemory: true }],
  ['What do you know about me?', { ...nothing, asksMemory: true }],
  ['What is my project called?', { ...nothing, asksMemory: true }],
  ['Do not take the reference 1-2-3.', nothing],
  ['', nothing],
])('of "%s" the agent reads its instructions', (prompt, expected) => {
  expect(readInstructions(prompt)).toEqual(expected)
})
