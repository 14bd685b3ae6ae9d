/** A JSON object, as it came. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object (arrays are none). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON object in a body, or null: HTML, a bare value, a body that was cut off. */
export function jsonBody(body: string): JsonRecord | null {
  try {
    const value: unknown = JSON.parse(body)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
