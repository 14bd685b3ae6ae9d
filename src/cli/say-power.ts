import { attemptsToSee, rateLeftOpen } from '../model/detection-power.ts'
import type { Scenario } from '../model/scenario.ts'
import { exitCodes } from '../model/verdict.ts'
import { firingsPerDay } from '../service/schedule/firings-per-day.ts'
import type { PowerFlags } from './commands/power.ts'
import { selectScenarios } from './select-scenarios.ts'
import { loadSettings, scenariosOf } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Prints how many attempts a wish takes, and how long that is for each scenario at its default schedule. */
export async function sayPower(terminal: Terminal, names: readonly string[], flags: PowerFlags): Promise<number> {
  const all = await scenariosOf(await loadSettings(terminal, flags.config))
  const chosen = selectScenarios(all, { names, tags: flags.tag, patterns: flags.pattern })
  const { rate, confidence, clean } = flags
  const attempts = attemptsToSee({ rate, confidence })
  const sure = percent(confidence)
  const width = Math.max(...chosen.map(({ id }) => id.length))
  terminal.out.write(
    [
      `${attempts} attempts see a failure that shows in ${percent(rate)} of them at least once, with ${sure} confidence.`,
      ...(clean === undefined ? [] : [excluded(clean, confidence)]),
      '',
      'At the default schedule that takes:',
      ...chosen.map((scenario) => `  ${scenario.id.padEnd(width)}  ${takes(scenario, attempts)}`),
      '',
    ].join('\n'),
  )
  return exitCodes.ok
}

function excluded(clean: number, confidence: number): string {
  const open = percent(rateLeftOpen(clean, confidence))
  return `${clean} attempts without failure exclude, with ${percent(confidence)} confidence, every rate above ${open}.`
}

function takes({ cron, tags, attempts: perRun = 1 }: Scenario, attempts: number): string {
  const daily = firingsPerDay(cron)
  if (daily === null) return `unknown: nothing is known of the schedule ${cron}`
  if (daily === 0) return `for ever: the schedule ${cron} never comes`
  const off = tags.includes('off') ? '; off unless it is asked for' : ''
  const many = perRun === 1 ? '' : `, ${perRun} attempts each`
  return `${span(attempts / perRun / daily)} (${cron}, ${short(daily)} a day${many}${off})`
}

/** Days as a person reads them. */
function span(days: number): string {
  if (days < 2) return `${short(days * 24)} hours`
  return days < 730 ? `${short(days)} days` : `${short(days / 365.25)} years`
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}

function short(value: number): string {
  return String(value < 100 ? Number(value.toPrecision(2)) : Math.round(value))
}
