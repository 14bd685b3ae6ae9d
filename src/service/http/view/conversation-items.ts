import type { ConversationView } from '../../../judges/view-types.ts'
import { isAgentEnd, isToolEvent } from '../../../protocol/event-types.ts'
import { describe, type SeenEvent } from '../../../protocol/seen-event.ts'
import type { Bar, Mark } from './timeline.ts'

/** When a conversation is drawn to, where something in it never ended. */
function untilOf({ conversation, untilMs }: ConversationView): number {
  return Math.min(untilMs, conversation.end?.atMs ?? untilMs)
}

/** Each agent from its start to its end. A second start of an agent that is open belongs to the first. */
export function agentBars(view: ConversationView): Bar[] {
  const open = new Map<string, SeenEvent>()
  const bars: Bar[] = []
  const nameOf = ({ agent, runId }: SeenEvent) => agent ?? runId ?? 'agent'
  for (const event of view.conversation.events) {
    const name = nameOf(event)
    if (event.type === 'agent_started' && !open.has(name)) open.set(name, event)
    if (!isAgentEnd(event.type)) continue
    const start = open.get(name)
    open.delete(name)
    if (start !== undefined) bars.push(agentBar(start, event, untilOf(view)))
  }
  return [...bars, ...[...open.values()].map((start) => agentBar(start, null, untilOf(view)))]
}

function agentBar(start: SeenEvent, end: SeenEvent | null, untilMs: number): Bar {
  const label = start.agent ?? 'agent'
  const says = end === null ? `${label} started and never ended` : `${label}, until ${end.type}`
  const tone = end === null || end.type !== 'agent_completed' ? 'bad' : 'agent'
  const toMs = end?.atMs ?? Math.max(untilMs, start.atMs)
  return { row: 'agent', fromMs: start.atMs, toMs, label, says, tone, seq: start.seq, isOpen: end === null }
}

/** Each call of a tool from `tool_executing` to `tool_completed`; a completion without a call is a mark. */
export function toolBars(view: ConversationView): Bar[] {
  const { bars, open } = pairTools(view)
  return [...bars, ...open.map((start) => toolBar(start, null, untilOf(view)))]
}

function toolBar(start: SeenEvent, end: SeenEvent | null, untilMs: number): Bar {
  const label = start.tool ?? 'tool'
  const says = end === null ? `${label} began and never completed` : `${label}`
  const toMs = end?.atMs ?? Math.max(untilMs, start.atMs)
  return {
    row: 'tool',
    fromMs: start.atMs,
    toMs,
    label,
    says,
    tone: end === null ? 'bad' : 'tool',
    seq: start.seq,
    isOpen: end === null,
  }
}

/** By execution id where both have one, else by name, first come first served: for the eye, the judges pair by themselves. */
function pairTools({ conversation }: ConversationView): { bars: Bar[]; open: SeenEvent[]; orphans: SeenEvent[] } {
  const open: SeenEvent[] = []
  const bars: Bar[] = []
  const orphans: SeenEvent[] = []
  for (const event of conversation.events) {
    if (event.type === 'tool_executing') open.push(event)
    if (event.type !== 'tool_completed') continue
    const index = open.findIndex((call) => isSameCall(call, event))
    const [start] = index < 0 ? [] : open.splice(index, 1)
    if (start === undefined) orphans.push(event)
    else bars.push(toolBar(start, event, event.atMs))
  }
  return { bars, open, orphans }
}

function isSameCall(a: SeenEvent, b: SeenEvent): boolean {
  return a.executionId !== null && b.executionId !== null ? a.executionId === b.executionId : a.tool === b.tool
}

const shortNames: ReadonlyMap<string, string> = new Map([
  ['agent_started', 'started'],
  ['agent_thinking', 'thinking'],
  ['agent_completed', 'completed'],
  ['agent_error', 'error'],
  ['agent_death', 'death'],
])

/** The prompt, and every agent event that is no tool's. */
export function conversationMarks(view: ConversationView): Mark[] {
  const { prompt, conversation } = view
  const asked: Mark[] =
    prompt === null
      ? []
      : [
          {
            row: 'agent',
            atMs: prompt.atMs,
            label: 'prompt',
            says: `prompt of ${prompt.conversation}`,
            tone: 'plain',
            seq: prompt.frame,
            shape: 'bar',
          },
        ]
  const events = conversation.events.filter(({ type }) => !isToolEvent(type)).map(eventMark)
  return [...asked, ...events, ...pairTools(view).orphans.map(eventMark)]
}

function eventMark(event: SeenEvent): Mark {
  const { type, atMs, seq } = event
  const isBad = type === 'agent_error' || type === 'agent_death'
  const isTool = isToolEvent(type)
  return {
    row: isTool ? 'tool' : 'agent',
    atMs,
    label: shortNames.get(type) ?? type,
    says: describe(event),
    tone: isBad || isTool ? 'bad' : 'agent',
    seq,
    shape: 'dot',
  }
}
