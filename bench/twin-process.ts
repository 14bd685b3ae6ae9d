import { startTwin } from '../src/twin/start-twin.ts'

/** Serves a twin, healthy unless faults follow the time scale, from a process of its own, so that its cost is not counted as ours. Sends its addresses to the parent. */
const twin = await startTwin({
  dialect: 'handshake',
  faults: process.argv.slice(3),
  seed: 'bench',
  timeScale: Number(process.argv[2] ?? 1),
})
process.send?.({ urls: twin.urls, key: twin.simulationKey.reveal() })
process.once('disconnect', () => void twin.close())
