/** Apologies that servers send as if they were answers (llm-apology-success). */
const apologies: readonly RegExp[] = [
  /AI service is temporarily unavailable/i,
  /\b(apologi[sz]e|sorry)\b.{0,120}(unavailable|unable|cannot|can't|could not|high demand|longer than expected|an issue)/is,
  /unable to process your request/i,
  /taking longer than expected/i,
]

/** Texts of simulators and degraded paths that are reachable on real targets (canned-or-fabricated-answer). */
const canned: readonly RegExp[] = [
  /\bagent response for:/i,
  /\bmock\b.{0,40}\bresponse\b/is,
  /\$125,000|estimated annual savings/i,
  /processing completed with fallback response for:/i,
  /\btool \S+ executed for user\b/i,
  /limited functionality/i,
  /\b(timeout fallback|recovery mechanism|degraded mode|emergency_response)\b/i,
  /legacy processing:/i,
  /successfully processed\b.{0,80}\bfallback|fallback\b.{0,80}\bsuccessfully processed/is,
]

/** Tools that only a simulator has. */
const simulatedTools: ReadonlySet<string> = new Set(['analysis_tool'])

/** Whether a text is an apology in place of an answer. */
export function isApology(text: string): boolean {
  return apologies.some((pattern) => pattern.test(text))
}

/** Whether a text is one that no model wrote. */
export function isCanned(text: string): boolean {
  return canned.some((pattern) => pattern.test(text))
}

/** Whether a tool is one that only a simulator has. */
export function isSimulatedTool(tool: string | null): boolean {
  return tool !== null && simulatedTools.has(tool)
}
