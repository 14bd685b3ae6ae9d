import { randomBytes, randomInt } from 'node:crypto'
import { expectedAnswer, instruction, nonceFrom } from '../protocol/nonce.ts'

/** A prompt and what only an agent that read it can answer. */
export type Prompt = { readonly text: string; readonly nonce: string; readonly expected: string }

/** Asked when a scenario does not say what. Free of the words that make a target serve canned answers. */
const PLAIN_REQUEST = 'Give me a short piece of advice on lowering the monthly cost of a small cloud deployment.'

const PLANT_WORDS = [
  'harbor',
  'lantern',
  'meadow',
  'orchard',
  'pebble',
  'quarry',
  'saffron',
  'thicket',
  'walnut',
  'zephyr',
]

/** Makes a prompt with a fresh unguessable nonce; `plant` is a fact to be remembered, if any. */
export function createPrompt(request: string | undefined, plant: string | null): Prompt {
  const nonce = nonceFrom(randomBytes(16))
  const parts = [request ?? PLAIN_REQUEST]
  if (plant !== null) parts.push(`Remember this about me: my project is called ${plant}.`)
  parts.push(instruction(nonce), 'Answer in two or three sentences.')
  return { text: parts.join(' '), nonce, expected: expectedAnswer(nonce) }
}

/** Makes a fact that nobody can guess: a project name such as `lantern-40318265`. */
export function createPlant(): string {
  const word = PLANT_WORDS[randomInt(PLANT_WORDS.length)] ?? 'harbor'
  return `${word}-${randomInt(10_000_000, 100_000_000)}`
}
