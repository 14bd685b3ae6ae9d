import type { JudgeName } from '../model/judge-names.ts'
import { judgeAnswer } from './answer.ts'
import { judgeAuth } from './auth.ts'
import { judgeCloses } from './closes.ts'
import { judgeControls } from './controls.ts'
import { judgeEvidenceItself } from './evidence.ts'
import { judgeHandshake } from './handshake.ts'
import { judgeIdentity } from './identity.ts'
import { judgeIsolation } from './isolation.ts'
import { judgeLatency } from './latency.ts'
import { judgeMonitor } from './monitor.ts'
import { judgePlatform } from './platform.ts'
import type { Judge } from './ruling.ts'
import { judgeScaling } from './scaling.ts'
import { judgeScreen } from './screen.ts'
import { judgeSequence } from './sequence.ts'
import { judgeSkew } from './skew.ts'
import { judgeTrend } from './trend.ts'

/** Every judge by its name. */
export const judgeTable: Readonly<Record<JudgeName, Judge>> = {
  monitor: judgeMonitor,
  platform: judgePlatform,
  auth: judgeAuth,
  handshake: judgeHandshake,
  identity: judgeIdentity,
  controls: judgeControls,
  sequence: judgeSequence,
  answer: judgeAnswer,
  isolation: judgeIsolation,
  closes: judgeCloses,
  latency: judgeLatency,
  scaling: judgeScaling,
  trend: judgeTrend,
  screen: judgeScreen,
  skew: judgeSkew,
  evidence: judgeEvidenceItself,
}
