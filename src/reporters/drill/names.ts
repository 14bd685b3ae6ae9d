/** The reporters of the drill. */
export const drillReporterNames = ['pretty', 'json', 'markdown'] as const
/** The name of a reporter of the drill. */
export type DrillReporterName = (typeof drillReporterNames)[number]
