import { SIGN_IN_HEADER } from '../../sign-in-request.ts'

/** Headers whose values are nobody's business, whatever they hold. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'proxy-authorization',
  SIGN_IN_HEADER,
])

/**
 * Takes the secrets out of a document: `clean` is applied to every text in it, and the values of cookies and of headers that
 * carry credentials are left out. JSON, and JSON line by line, is read as such; anything else is cleaned as one text.
 */
export function cleanDocument(text: string, clean: (text: string) => string): string {
  const whole = parsed(text)
  if (whole !== undefined) return JSON.stringify(cleanValue(whole, clean))
  const lines = text.split('\n')
  const values = lines.map((line) => (line === '' ? null : parsed(line)))
  if (lines.length < 2 || values.includes(undefined)) return clean(text)
  return values.map((value, index) => (lines[index] === '' ? '' : JSON.stringify(cleanValue(value, clean)))).join('\n')
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function cleanValue(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((each) => cleanValue(each, clean))
  if (typeof value !== 'object' || value === null) return value
  const names = Object.entries(value)
  const isSecret = 'name' in value && typeof value.name === 'string' && secretHeaders.has(value.name.toLowerCase())
  return Object.fromEntries(
    names.map(([name, each]) => {
      if (isSecret && name === 'value') return [name, '⟦header⟧']
      if (name === 'cookies' && Array.isArray(each)) return [name, []]
      if (typeof each === 'string' && secretHeaders.has(name.toLowerCase())) return [name, '⟦header⟧']
      return [clean(name), cleanValue(each, clean)]
    }),
  )
}
