import { Option } from 'commander'
import { parsePolicy, parseTimeScale } from '../config/environment.ts'
import { unknownName } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import { type Dialect, dialects, policies } from '../model/words.ts'
import { type ReporterName, reporterNames } from '../reporters/reporter-names.ts'
import { parseReporter, type ReporterSpec } from './reporter-spec.ts'

/** Reads a whole number from 1 on from a flag; `most` where more of it would never end. */
export function wholeNumber(flag: string, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? 'of at least 1' : `from 1 to ${most}`
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value
    throw new UsageError(`${flag} must be a whole number ${range}, got "${text}".`, `For example ${flag} 3.`)
  }
}

/** Reads seconds, above 0 and at most a day, from a flag. */
export function seconds(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && value > 0 && value <= 86_400) return value
    throw new UsageError(
      `${flag} must be seconds, above 0 and at most 86400, got "${text}".`,
      `For example ${flag} 120.`,
    )
  }
}

/** Reads seconds, from 0 to ten minutes, from a flag: how long to wait for what ends by itself. */
export function graceSeconds(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 600) return value
  throw new UsageError(`--grace must be seconds from 0 to 600, got "${text}".`, 'For example --grace 30.')
}

/** Reads a share from a flag, as a part of one (`0.01`) or as a percentage (`1%`): above 0 and below 1. */
export function share(flag: string): (text: string) => number {
  return (text) => {
    const [, digits = '', sign] = /^\s*(\d*\.?\d+)\s*(%)?\s*$/.exec(text) ?? []
    const value = Number(digits) / (sign === undefined ? 1 : 100)
    if (value > 0 && value < 1) return value
    throw new UsageError(`${flag} must be a share above 0 and below 1, got "${text}".`, `For example ${flag} 1%.`)
  }
}

/** Reads one of a few words from a flag. */
export function oneOf<Word extends string>(what: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((known) => known === text)
    if (word === undefined) throw unknownName(what, text, words)
    return word
  }
}

/** Collects a flag that may be given more than once. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text]
}

/** `--policy`, for commands that judge. */
export function policyOption(): Option {
  return new Option(
    '--policy <name>',
    `which event sequences are legal: ${policies.join(', ')} (default: the target's)`,
  ).argParser((text) => parsePolicy('--policy', text))
}

/** `--reporter`, for commands that report. */
export function reporterOption(names: readonly ReporterName[] = reporterNames): Option {
  const specs: readonly ReporterSpec[] = []
  return new Option('--reporter <name[=file]>', `${names.join(', ')}; may be given more than once, each with a file`)
    .default(specs, 'pretty')
    .argParser((text: string, before: readonly ReporterSpec[]) => [...before, parseReporter(text, names)])
}

/** `--config`, for commands that read the configuration. */
export function configOption(): Option {
  return new Option('--config <file>', 'configuration file (default: golden-path.config.ts in the working folder)')
}

/** `--data-dir`, for commands that keep something from one time to the next. */
export function dataDirOption(): Option {
  return new Option('--data-dir <folder>', 'what is kept from one time to the next (default: GOLDEN_PATH_DATA_DIR)')
}

/** Options of a twin that is started here. */
export function twinOptions(): Option[] {
  return [
    new Option('--dialect <name>', `what the twin speaks: ${dialects.join(', ')}`).argParser<Dialect>(
      oneOf('dialect', dialects),
    ),
    new Option('--fault <name>', 'defect of the twin; may be given more than once')
      .default([], 'none')
      .argParser(collect),
    new Option('--variant <name>', 'healthy and unusual twin (docs/drill.md lists them)'),
    new Option('--time-scale <factor>', 'how much faster the twin lives than we do').argParser<number>((text) =>
      parseTimeScale('--time-scale', text),
    ),
  ]
}
