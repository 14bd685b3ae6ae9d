/**
 * Takes the bodies out of a HAR: they are large, and what matters of them is in the evidence. Playwright keeps the frames of sockets
 * only in a HAR that has bodies as well. Throws a SyntaxError for what is no JSON.
 */
export function withoutBodies(har: string): string {
  return JSON.stringify(JSON.parse(har, (name, value: unknown) => (isBody(name, value) ? bare(value) : value)))
}

function isBody(name: string, value: unknown): value is object {
  return (name === 'content' || name === 'postData') && typeof value === 'object' && value !== null
}

function bare(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name === 'mimeType' || name === 'size'))
}
