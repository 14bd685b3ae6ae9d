import { writeFileSync } from 'node:fs'
import { loadScenarios, ownScenarios } from '../src/config/load-scenarios.ts'
import { runbook } from '../src/model/runbook.ts'
import { scenarioIndex } from '../src/model/scenario-index.ts'
import { metricsDocument } from '../src/sinks/metrics/document.ts'

/** Writes the pages that are made from code anew. Run by `npm run docs`. */
writeFileSync(new URL('runbook.md', import.meta.url), runbook())
writeFileSync(new URL('scenarios.md', import.meta.url), scenarioIndex(await loadScenarios(ownScenarios)))
writeFileSync(new URL('metrics.md', import.meta.url), metricsDocument())
