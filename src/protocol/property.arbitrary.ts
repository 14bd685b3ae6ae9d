import * as fc from 'fast-check'

/** Runs a property and throws fast-check's report when it does not hold. Unlike `fc.assert` it is never asynchronous. */
export function holds<Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void {
  const details: fc.RunDetails<Ts> = fc.check(property, parameters)
  const report = fc.defaultReportMessage(details)
  if (report !== undefined) throw new Error(report, { cause: details.errorInstance })
}
