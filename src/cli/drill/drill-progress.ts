import { type DrillRow, isRight } from '../../model/drill.ts'
import type { Output } from '../terminal.ts'

/** Shows a person how a drill goes. Disposing leaves the terminal clean. */
export type DrillProgress = Disposable & { readonly hear: (row: News) => void }

/** What a person wants to know of a run. */
type News = Pick<DrillRow, 'outcome' | 'name' | 'scenario' | 'dialect'>

/** A log holds every row that is wrong, and one line for each tenth of the way. */
const TENTHS = 10

/** One line that is drawn again and again on a terminal; lines of a log anywhere else. */
export function createDrillProgress(output: Output, total: number): DrillProgress {
  let done = 0
  let wrong = 0
  const line = () => `drill: ${done} of ${total} runs, ${wrong} not as expected`
  const erase = () => {
    if (output.isTTY) output.write('\r\u001b[0K')
  }
  output.write(`drill: drilling ${total} runs against our own twin\n`)
  return {
    hear(row) {
      done += 1
      erase()
      if (!isRight(row)) {
        wrong += 1
        output.write(`${row.outcome}: ${row.name} in ${row.scenario} (${row.dialect})\n`)
      }
      if (output.isTTY) output.write(`${line()}, last ${row.name}`.slice(0, output.columns - 1))
      else if (Math.floor((done * TENTHS) / total) > Math.floor(((done - 1) * TENTHS) / total))
        output.write(`${line()}\n`)
    },
    [Symbol.dispose]: erase,
  }
}
