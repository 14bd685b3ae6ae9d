/** An alert as Alertmanager tells it. */
export type ToldAlert = {
  readonly status: 'firing' | 'resolved'
  readonly labels: Readonly<Partial<Record<string, string>>>
  readonly annotations: Readonly<Partial<Record<string, string>>>
  readonly startsAt: string
}

/** One message of Alertmanager to a receiver. */
export type Message = { readonly receiver: string; readonly alerts: readonly ToldAlert[] }

/** Reads a webhook of Alertmanager. Throws a SyntaxError for what is none. */
export function readMessage(text: string): Message {
  const value: unknown = JSON.parse(text)
  if (!isRecord(value) || typeof value.receiver !== 'string' || !Array.isArray(value.alerts))
    throw new SyntaxError('This is no message of Alertmanager.')
  return { receiver: value.receiver, alerts: value.alerts.map(readAlert) }
}

function readAlert(value: unknown): ToldAlert {
  if (!isRecord(value)) throw new SyntaxError('An alert of a message is no object.')
  const { status, labels, annotations, startsAt } = value
  return {
    status: status === 'resolved' ? 'resolved' : 'firing',
    labels: texts(labels),
    annotations: texts(annotations),
    startsAt: typeof startsAt === 'string' ? startsAt : '',
  }
}

function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
