import type { Incident } from '../../../sinks/history/history.ts'
import { ago, count, span } from './format.ts'
import { type Html, markup } from './html.ts'

/** Incidents as a list, newest first. */
export function incidentList(incidents: readonly Incident[], nowWallMs: number): Html {
  if (incidents.length === 0) return markup`<p class="muted">No incident.</p>`
  return markup`<ul class="incidents">${incidents.map((incident) => item(incident, nowWallMs))}</ul>`
}

function item(incident: Incident, nowWallMs: number): Html {
  const { id, scenario, code, domain, openedWallMs, closedWallMs, runs } = incident
  const state =
    closedWallMs === null
      ? markup`<span class="badge v-fail">open</span>`
      : markup`<span class="badge v-none">over</span>`
  const lasted = span((closedWallMs ?? nowWallMs) - openedWallMs)
  return markup`<li>${state} <a href="/incidents/${encodeURIComponent(id)}"><strong>${code}</strong> in ${scenario}</a>
<span class="muted">${domain} · began ${ago(openedWallMs, nowWallMs)} · ${closedWallMs === null ? 'for' : 'lasted'} ${lasted} · ${count(runs, 'failed run')}</span></li>`
}
