import type { Fault } from '../fault.ts'

/** Frames between two breaths, so that the twin's own pings still get through. */
const burst = 50

/** A loop in an emitter repeats itself until nobody listens any more. */
const fault: Fault = {
  name: 'frame-flood',
  summary: 'An emitter repeats its progress report many thousand times.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['frame-flood'] },
  hunts: ['golden-path'],
  params: { frames: '12000' },
  hooks: ({ clock, params }) => ({
    async deliver(delivery, next) {
      await next(delivery)
      const { frame, run } = delivery
      if (frame.type !== 'agent_thinking') return
      const report = { type: 'progress_update', payload: { run_id: run.id, thread_id: run.thread.id, progress: 1 } }
      for (let sent = 0; sent < Number(params.frames) && run.connection.isOpen(); sent++) {
        await next({ ...delivery, frame: report })
        if (sent % burst === 0) await clock.sleep(1, run.connection.runSignal)
      }
    },
  }),
}

export default fault
