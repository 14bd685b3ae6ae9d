/** The judges there are. A scenario names those that must hold. */
export const judgeNames = [
  'monitor',
  'platform',
  'auth',
  'handshake',
  'identity',
  'controls',
  'sequence',
  'answer',
  'isolation',
  'closes',
  'latency',
  'scaling',
  'trend',
  'screen',
  'skew',
  'evidence',
] as const
/** The name of a judge. */
export type JudgeName = (typeof judgeNames)[number]
