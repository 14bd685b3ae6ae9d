import { duration } from '../../../reporters/verdict-line.ts'
import { type Html, markup } from './html.ts'

/** Longer texts of a target are cut where they are shown; the evidence has them whole. */
export const LONGEST_TEXT = 600

/** The words that say how much is missing are about as long. */
const NOT_WORTH_CUTTING = 25

/** The text, cut after `most` characters, saying how many are missing; whole where that would be no shorter. */
export function cut(text: string, most = LONGEST_TEXT): string {
  return text.length <= most + NOT_WORTH_CUTTING
    ? text
    : `${text.slice(0, most)}… (${text.length - most} more characters)`
}

/** Milliseconds as a person reads them, and a dash for what did not come. */
export function ms(value: number | null): string {
  return value === null ? '–' : duration(value)
}

/** How long a stretch is in the two largest units, for example `3 h 12 min`. Never negative. */
export function span(lengthMs: number): string {
  const seconds = Math.max(0, Math.round(lengthMs / 1_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** A time of day for a person who compares it with logs: `2026-11-22 15:09:01 UTC`. */
export function utc(wallMs: number): string {
  return `${new Date(wallMs).toISOString().replace('T', ' ').slice(0, 19)} UTC`
}

/** How long ago, with the time of day for machines and for those who point at it. */
export function ago(wallMs: number, nowWallMs: number): Html {
  return moment(wallMs, `${span(nowWallMs - wallMs)} ago`)
}

/** How long until, as `ago`. What is due is due now. */
export function until(wallMs: number, nowWallMs: number): Html {
  return moment(wallMs, wallMs <= nowWallMs ? 'now' : `in ${span(wallMs - nowWallMs)}`)
}

/** A time of day in the words given. */
export function moment(wallMs: number, words: string): Html {
  return markup`<time datetime="${new Date(wallMs).toISOString()}" title="${utc(wallMs)}">${words}</time>`
}

/** A share between 0 and 1; only a whole one is shown as 100 %, so that one failure in a thousand shows. */
export function percent(share: number | null): string {
  if (share === null) return '–'
  if (share === 0 || share === 1) return `${share * 100} %`
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)} %`
}

/** `1 run`, `2 runs`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
