import type { RunReport } from '../../../model/report.ts'
import { cut, ms } from './format.ts'
import { type Html, markup } from './html.ts'
import { scroll } from './scroll.ts'

const stateTones = { holds: 'pass', broken: 'fail', void: 'none', 'not-run': 'none' } as const

/** What each judge says, and how much it looked at. */
export function judgementTable(report: RunReport): Html {
  return scroll(
    'Judges',
    markup`<table><thead><tr><th scope="col">Judge</th><th scope="col">State</th><th scope="col">Examined</th><th scope="col">Why</th></tr></thead>
<tbody>${report.judgements.map(
      ({ judge, state, examined, reason }) =>
        markup`<tr><th scope="row">${judge}</th><td><span class="badge v-${stateTones[state]}">${state}</span></td><td class="num">${examined}</td><td>${cut(reason)}</td></tr>`,
    )}</tbody></table>`,
  )
}

const measures = [
  ['signInMs', 'Sign-in'],
  ['upgradeMs', 'Upgrade'],
  ['welcomeMs', 'Welcome'],
  ['firstEventMs', 'First event'],
  ['answerMs', 'Answer'],
] as const

/** How long each user waited for what. */
export function timingTable(report: RunReport): Html {
  return scroll(
    'Waits',
    markup`<table><thead><tr><th scope="col">User</th>${measures.map(([, name]) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${report.users.map(
      ({ id, emailLocalPart, timings }) =>
        markup`<tr><th scope="row">${id} <span class="muted">${cut(emailLocalPart, 60)}</span></th>${measures.map(([key]) => markup`<td class="num">${ms(timings[key])}</td>`)}</tr>`,
    )}</tbody></table>`,
  )
}

const stepTones = { passed: 'pass', failed: 'fail', 'not-run': 'none' } as const

/** The steps in the order in which they began. */
export function stepTable(report: RunReport): Html {
  return scroll(
    'Steps',
    markup`<table><thead><tr><th scope="col">Step</th><th scope="col">State</th><th scope="col">Took</th></tr></thead>
<tbody>${report.steps.map(
      ({ name, state, durationMs }) =>
        markup`<tr><th scope="row">${cut(name, 120)}</th><td><span class="badge v-${stepTones[state]}">${state}</span></td><td class="num">${ms(durationMs)}</td></tr>`,
    )}</tbody></table>`,
  )
}
