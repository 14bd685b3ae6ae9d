import { randomBytes } from 'node:crypto'

/** A secret that was planted, and the part of it that nobody can guess: whoever shows that has shown the secret. */
export type Canary = { readonly name: string; readonly value: string; readonly core: string }

/** So much of a core proves a leak. */
const TELLING = 12

/** Makes a canary: its core stands between a beginning and an end that need escapes in JSON, HTML, URLs and headers. */
export function aCanary(name: string, [begin, end]: readonly [string, string] = [`${name}-/"<&`, `>'+%~`]): Canary {
  const core = randomBytes(18).toString('base64url').replace(/[-_]/g, 'x')
  return { name, value: `${begin}${core}${end}`, core }
}

/** A canary that is a signed token of somebody; its core is the signature. */
export function aTokenCanary(name: string, claims: object): Canary {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return aCanary(name, [`${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.`, 'Zz0'])
}

/** The ways in which a target may write a secret, most of them odd. */
export function spellingsOf(value: string): string[] {
  const bytes = Buffer.from(value)
  const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0')
  const every = (write: (character: string) => string) => Array.from(value, write).join('')
  return [
    value,
    JSON.stringify(value),
    JSON.stringify(JSON.stringify(value)),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(value),
    new URLSearchParams({ value }).toString(),
    every((character) => `%${hex(character)}`),
    every((character) => `\\u00${hex(character)}`),
    every((character) => `\\\\u00${hex(character).toUpperCase()}`),
  ]
}

/** Where parts of canaries stand in a text, whatever they are written in: a name and the text around each. */
export function tracesOf(canaries: readonly Canary[], text: string): string[] {
  const plain = text
    .replace(/\\+u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/%([0-7][0-9a-fA-F])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return canaries.flatMap(({ name, core }) => {
    const needle = needlesOf(core).find((each) => plain.includes(each))
    if (needle === undefined) return []
    const at = plain.indexOf(needle)
    return [`${name}: …${plain.slice(Math.max(0, at - 100), at + 60)}…`]
  })
}

function needlesOf(core: string): string[] {
  const pieces = Array.from({ length: core.length - TELLING + 1 }, (_, at) => core.slice(at, at + TELLING))
  const hex = pieces.map((piece) => Buffer.from(piece).toString('hex'))
  // In base64 a text looks different at each of three offsets; what its neighbours change is cut away.
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.from(`${' '.repeat(offset)}${core}`).toString('base64url')
    return whole.slice(4, 4 + TELLING)
  })
  return [...pieces, ...hex, ...hex.map((each) => each.toUpperCase()), ...base64]
}
