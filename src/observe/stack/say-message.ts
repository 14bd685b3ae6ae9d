import { inert } from '../../kernel/inert.ts'
import type { Message, ToldAlert } from './message.ts'

/** A message of Alertmanager as a person would get it on a pager or in a chat. Ends with a line feed. */
export function sayMessage({ receiver, alerts }: Message): string {
  return alerts.map((alert) => sayAlert(receiver, alert)).join('')
}

function sayAlert(receiver: string, { status, labels, annotations, startsAt }: ToldAlert): string {
  const { alertname = 'alert', severity = '', domain = '', scenario } = labels
  const { summary = '', description = '', runbook_url: runbook, run_page: page, repeat } = annotations
  const head = status === 'resolved' ? 'RESOLVED' : severity.toUpperCase()
  const about = [
    `domain ${domain}`,
    ...(scenario === undefined ? [] : [`scenario ${scenario}`]),
    `to ${receiver}`,
    `since ${clockTime(startsAt)}`,
  ]
  const lines = [
    `━━ ${head} · ${summary}`,
    `   ${alertname} · ${about.join(' · ')}`,
    ...(status === 'resolved'
      ? []
      : [
          '',
          ...wrapped(description).map((line) => `   ${line}`),
          '',
          ...[
            ['Look', page],
            ['Do', runbook],
            ['Repeat', repeat],
          ].flatMap(([word, text]) => (text === undefined ? [] : `   ${`${word}:`.padEnd(8)}${text}`)),
        ]),
  ]
  return `${lines.map(inert).join('\n')}\n\n`
}

/** The time of day of a timestamp, in UTC. */
function clockTime(iso: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(iso)?.[1] ?? 'an unknown time'
}

const WIDTH = 100

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const line = lines.at(-1)
    if (line === undefined || line.length + word.length >= WIDTH) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}
