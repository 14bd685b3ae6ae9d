const LONGEST = 160

/** Text of the target on one line, shortened, for a finding. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}
