import type { Json } from '../json.ts'
import type { Envelope } from '../speech.ts'
import { renderBridge } from './render-bridge.ts'
import { renderManager } from './render-manager.ts'
import { renderPayload } from './render-payload.ts'
import type { Action, EventOwner } from './step.ts'

const renderers = { bridge: renderBridge, manager: renderManager, payload: renderPayload } as const

/** The frame that tells the client of an action. `wallMs` is the time of the event. */
export function render(envelope: Envelope, action: Action, owner: EventOwner, wallMs: number): Json {
  return action.kind === 'frame' ? action.frame : renderers[envelope](action, owner, wallMs)
}
