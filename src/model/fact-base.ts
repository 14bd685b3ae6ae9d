import { z } from 'zod'

/** Milliseconds of target time since the run began. */
export const ms = z.number()

/** What every fact has. */
export const fact = {
  seq: z.int().nonnegative(),
  atMs: ms,
  user: z.string().nullable().describe('null: nobody in particular'),
}

/** Headers of an answer. */
export const headers = z.record(z.string(), z.string()).describe('names in lower case')

/** Why something did not work; null: it did. */
export const failure = z
  .strictObject({ code: z.string().describe('for example ECONNREFUSED'), message: z.string() })
  .nullable()

/** How long the parts of an exchange took; null for what is not known. */
export const timings = z.strictObject({
  dnsMs: ms.nullable(),
  tcpMs: ms.nullable(),
  tlsMs: ms.nullable(),
  firstByteMs: ms.nullable().describe('request sent → first byte of the answer'),
})

/** When a certificate ends. */
export const certificateExpiresAt = z.iso
  .datetime()
  .exactOptional()
  .describe('when the certificate that the server showed expires; absent: no TLS, or it does not say')
