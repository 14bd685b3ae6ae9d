import { createRandom } from '../../kernel/random.ts'

const advice = [
  'Send short and simple requests to a smaller model and keep the large one for what needs it.',
  'Cache the answers to questions that come again, and let them expire after a day.',
  'Cut the system prompt down to what changes the answer; every word of it is paid for on each call.',
  'Group requests that nobody waits for and run them at night at the lower batch price.',
  'Set a limit on the length of answers; most readers stop after the first paragraph anyway.',
  'Measure cost per finished task instead of cost per call, since retries hide in the latter.',
  'Shut down idle instances in the evening; a cold start in the morning costs less than twelve empty hours.',
  'Give each team a monthly budget with a warning at eighty per cent, so that surprises come early.',
]

/** Two sentences of plain cost advice. The same request always gets the same two. */
export function adviceFor(request: string): string {
  const random = createRandom(request)
  const first = random.int(0, advice.length - 1)
  const second = (first + random.int(1, advice.length - 1)) % advice.length
  return `${advice[first]} ${advice[second]}`
}
