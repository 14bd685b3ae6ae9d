/** A JSON object whose fields nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a parsed value is a JSON object: neither a list nor null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses a text that should hold a JSON object; undefined for anything else. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJson(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A field that must be a non-empty text; undefined otherwise. */
export function textField(from: Json | undefined, name: string): string | undefined {
  const value = from?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A field that must be an object; undefined otherwise. */
export function objectField(from: Json, name: string): Json | undefined {
  const value = from[name]
  return isJson(value) ? value : undefined
}
