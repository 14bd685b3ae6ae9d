import { type Clock, createClock } from '../../kernel/clock.ts'
import type { Progress } from '../../runner/progress.ts'
import type { Output } from '../terminal.ts'
import { createBoard } from './board.ts'
import { plainLine } from './plain-line.ts'

/** Shows a person how a run goes. Disposing leaves the terminal clean. */
export type ProgressView = Disposable & { readonly hear: Progress }

/** How often a terminal is drawn anew: often enough to look alive, seldom enough to cost nothing with many users. */
const REDRAW_MS = 200

/** Redrawn lines on a terminal, one line for each step that ended anywhere else. */
export function createProgress(
  output: Output,
  color: boolean,
  clock: Pick<Clock, 'now' | 'timer'> = createClock(),
): ProgressView {
  if (output.isTTY) return createLive(output, color, clock)
  return {
    hear: (event) => output.write(plainLine(event)),
    [Symbol.dispose]: () => undefined,
  }
}

function createLive(output: Output, color: boolean, clock: Pick<Clock, 'now' | 'timer'>): ProgressView {
  const board = createBoard(color)
  let drawn = 0
  const erased = () => (drawn > 0 ? `\u001b[${drawn}A\u001b[0J` : '')
  const draw = () => {
    const lines = board.lines(clock.now(), { columns: output.columns, rows: output.rows })
    output.write(erased() + lines.map((line) => `${line}\n`).join(''))
    drawn = lines.length
  }
  let timer = clock.timer(REDRAW_MS, tick)
  function tick() {
    draw()
    timer = clock.timer(REDRAW_MS, tick)
  }
  return {
    hear: (event) => {
      board.hear(event, clock.now())
      if (drawn === 0) draw()
    },
    [Symbol.dispose]: () => {
      timer[Symbol.dispose]()
      output.write(erased())
    },
  }
}
