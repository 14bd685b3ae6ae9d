/** Headers whose value is a credential. A cookie keeps its name, which tells what set it. */
const credentials = new Set(['authorization', 'proxy-authorization'])

/** Headers as evidence keeps them: lower case, several of one name joined, values of cookies and credentials left out. */
export function plainHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    const values = typeof value === 'string' ? [value] : value
    plain[key] = values.map((each) => withoutCredential(key, each)).join(', ')
  }
  return plain
}

function withoutCredential(name: string, value: string): string {
  if (name === 'set-cookie') return value.replace(/=[^;]*/, '=⟦cookie⟧')
  return credentials.has(name) ? `⟦${name}⟧` : value
}
