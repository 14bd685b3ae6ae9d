import { errorSigns } from '../../judges/diagnosis/error-sign.ts'
import type { FrameView, SocketView } from '../../judges/view-types.ts'
import { errorTypes, type frameKinds } from '../../sinks/metrics/label-values.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** What went over the sockets, and what error frames blame. */
export const frameSamples: Measure = ({ sockets }) =>
  sockets.flatMap((socket) => [
    ...socket.frames.map((frame) =>
      sample('golden_path_ws_frames_total', { direction: frame.fact.direction, kind: kindOf(frame) }),
    ),
    ...unreadFrame(socket),
    ...errorSigns(socket.frames).map(({ errorType }) =>
      sample('golden_path_ws_error_frames_total', { error_type: errorTypeOf(errorType) }),
    ),
  ])

function kindOf({ fact, problem }: FrameView): (typeof frameKinds)[number] {
  return problem !== null && fact.opcode === 'text' ? 'malformed' : fact.opcode
}

/** A frame for which our client gave up never became a fact; only the close tells of it. */
function unreadFrame({ close }: SocketView): Sample[] {
  const code = close?.error?.code ?? ''
  if (!code.startsWith('WS_ERR_')) return []
  const kind = code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 'oversized' : 'malformed'
  return [sample('golden_path_ws_frames_total', { direction: 'in', kind })]
}

/** Python may put its module before the name of an exception. */
function errorTypeOf(said: string): (typeof errorTypes)[number] {
  const name = said.trim().split('.').at(-1) ?? ''
  return name === '' ? 'none' : (errorTypes.find((each) => each === name) ?? 'other')
}
