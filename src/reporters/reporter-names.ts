/** The reporters there are. */
export const reporterNames = ['pretty', 'json', 'junit', 'github', 'markdown'] as const
/** The name of a reporter. */
export type ReporterName = (typeof reporterNames)[number]

/** Reporters whose output a program reads as one document: nothing else may stand beside it. */
export const documents: readonly ReporterName[] = ['json', 'junit', 'markdown']
