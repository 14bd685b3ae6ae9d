/** A JSON object: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object with named members. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value holds more than `levels` objects and arrays inside one another. Looks no deeper than that. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((member) => isNestedDeeper(member, levels - 1))
}
