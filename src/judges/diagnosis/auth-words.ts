const words = /\bauth(entication|enticated)?\b|\btoken\b|\bjwt\b|\bcredentials?\b|unauthori[sz]ed/i

/** Whether a reason speaks of authentication. */
export function speaksOfAuth(text: string): boolean {
  return words.test(text)
}
