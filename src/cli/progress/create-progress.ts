import { createClock } from '../../kernel/clock.ts'
import type { Progress } from '../../runner/progress.ts'
import type { Output } from '../terminal.ts'
import { createBoard } from './board.ts'
import { plainLine } from './plain-line.ts'

/** Shows a person how a run goes. Disposing leaves the terminal clean. */
export type ProgressView = Disposable & { readonly hear: Progress }

/** How often the running times on a terminal move. */
const REDRAW_MS = 500

/** Redrawn lines on a terminal, one line for each step that ended anywhere else. */
export function createProgress(output: Output, color: boolean): ProgressView {
  if (!output.isTTY) {
    return {
      hear: (event) => output.write(plainLine(event)),
      [Symbol.dispose]: () => undefined,
    }
  }
  return createLive(output, color)
}

function createLive(output: Output, color: boolean): ProgressView {
  const clock = createClock()
  const board = createBoard(color)
  let drawn = 0
  const erase = () => {
    if (drawn > 0) output.write(`\u001b[${drawn}A\u001b[0J`)
    drawn = 0
  }
  const draw = () => {
    erase()
    const lines = board.lines(clock.now(), { columns: output.columns, rows: output.rows })
    if (lines.length > 0) output.write(`${lines.join('\n')}\n`)
    drawn = lines.length
  }
  let timer: Disposable = clock.timer(REDRAW_MS, tick)
  function tick() {
    draw()
    timer = clock.timer(REDRAW_MS, tick)
  }
  return {
    hear: (event) => {
      board.hear(event, clock.now())
      draw()
    },
    [Symbol.dispose]: () => {
      timer[Symbol.dispose]()
      erase()
    },
  }
}
