import { agentEvents } from '../../model/words.ts'
import { grown, of, quantileOf } from './ask.ts'
import type { Board, Panel } from './panel.ts'

const common = { width: 12, height: 9, page: '/' } as const

const sockets: readonly Panel[] = [
  {
    ...common,
    title: 'Closes by code, initiator, phase',
    kind: 'bars',
    queries: [
      {
        expr: grown('golden_path_ws_closes_total', 'close_code, initiator, phase'),
        legend: '{{close_code}} by {{initiator}} · {{phase}}',
      },
    ],
    help: 'How sockets ended. 1000 by client in the last phase is how it should be; whatever the server or nobody begins is a finding. 1006 by none: the connection was cut. 1000 by server while events run: a crash that looks polite.',
    doc: { domain: 'handshake' },
  },
  {
    ...common,
    title: 'Upgrades by status',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_ws_upgrades_total', 'status'), legend: '{{status}}' }],
    help: 'What upgrade requests were answered with. 403 may be the application, the load balancer or its firewall: the headers in the run tell which. 503 in milliseconds: not ready yet; after seconds: it crashes.',
    doc: { domain: 'network' },
  },
  {
    ...common,
    title: 'Connect skew',
    kind: 'lines',
    unit: 's',
    queries: [
      { expr: quantileOf(0.5, 'golden_path_connect_skew_seconds', 'scenario'), legend: '{{scenario}}, half' },
      { expr: quantileOf(0.99, 'golden_path_connect_skew_seconds', 'scenario'), legend: '{{scenario}}, 99 of 100' },
    ],
    help: 'How far apart requests left that were to leave together. Above a few milliseconds races are no longer provoked: the machine of the monitor is too busy, and the detection bound means less.',
    doc: { section: 'the-detection-bound' },
  },
  {
    ...common,
    title: 'Parts of connecting',
    kind: 'lines',
    unit: 's',
    queries: [
      { expr: quantileOf(0.9, 'golden_path_connect_duration_seconds', 'part'), legend: '{{part}}, nine of ten' },
    ],
    help: 'Name, TCP, TLS and upgrade. A slow name or TCP is the network, slow TLS the load balancer, a slow upgrade the backend.',
    doc: { domain: 'network' },
  },
]

const events: readonly Panel[] = [
  {
    ...common,
    title: 'Event delays',
    kind: 'lines',
    unit: 's',
    queries: [
      { expr: quantileOf(0.5, 'golden_path_event_delay_seconds', 'event'), legend: '{{event}}, half' },
      { expr: quantileOf(0.9, 'golden_path_event_delay_seconds', 'event'), legend: '{{event}}, nine of ten' },
    ],
    help: 'From the prompt to the first event of each type. The first gap that grows is the part that slowed down: before agent_started it is routing, after it agent or LLM.',
    doc: { domain: 'agent' },
  },
  {
    ...common,
    title: 'Events missing, duplicated, out of order, unpaired',
    kind: 'bars',
    queries: [
      {
        expr: grown('golden_path_event_checks_total', 'event, result', 'result!="ok"'),
        legend: '{{event}} {{result}}',
      },
    ],
    help: 'What was wrong with the five events of a conversation. One event type only: its emitter. All of them: delivery, so look at routing and at reconnects.',
    doc: { domain: 'routing' },
  },
  {
    ...common,
    title: 'Events as they should be',
    kind: 'lines',
    unit: 'percentunit',
    queries: agentEvents.map((event) => ({
      expr: `${grown('golden_path_event_checks_total', 'event', `event="${event}",result="ok"`)} / ${grown('golden_path_event_checks_total', 'event', `event="${event}"`)}`,
      legend: event,
    })),
    help: 'The share of conversations that had each event once and in its place. Anything but 100 %: the panel beside it says how it was wrong.',
    doc: { domain: 'routing' },
  },
  {
    ...common,
    title: 'Drift of the wire',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_drift_total', 'kind'), legend: '{{kind}}' }],
    help: 'Frames that are not as documented: unknown types and fields, other envelopes. Not a failure, but clients may not know them either. New since a deployment: tell the frontend.',
    doc: { section: 'did-it-begin-with-a-deployment' },
  },
]

const answers: readonly Panel[] = [
  {
    ...common,
    title: 'What answers prove',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_answers_total', 'result'), legend: '{{result}}' }],
    help: 'Proven: the agent did what the prompt asked. Canned, echo, apology, empty: all events came, and nobody was helped. Ask the owners of LLM and agents.',
    doc: { domain: 'llm' },
  },
  {
    ...common,
    title: 'Error frames by type',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_ws_error_frames_total', 'error_type'), legend: '{{error_type}}' }],
    help: 'Errors that the server put into frames. The type of the exception tells its cause better than any close code: RecursionError and ImportError are deployments, AttributeError often start-up.',
    doc: { domain: 'factory' },
  },
  {
    ...common,
    title: 'Identity',
    kind: 'bars',
    queries: [{ expr: grown('golden_path_identity_checks_total', 'result'), legend: '{{result}}' }],
    help: 'Whom welcomes named. Mismatch and collapsed page at once: a user was taken for somebody else. Absent: the welcome names nobody, so isolation is proven by content only.',
    doc: { domain: 'auth' },
  },
  {
    ...common,
    title: 'Negative controls',
    kind: 'bars',
    queries: [
      { expr: grown('golden_path_negative_controls_total', 'control, result'), legend: '{{control}} {{result}}' },
    ],
    help: 'Credentials that must be refused. Accepted pages at once. Only not run: nobody has tried the doors, so a green says nothing of them.',
    doc: { domain: 'auth' },
  },
  {
    ...common,
    title: 'Open sockets',
    kind: 'lines',
    queries: [{ expr: of('golden_path_ws_open_sockets'), legend: 'open now' }],
    help: 'Chat sockets that the monitor holds. It falls to 0 between runs; if not, a run hangs or a long hold goes on.',
    doc: { section: 'goldenpathschedulestopped' },
  },
]

/** The dashboard for whoever wants to know what went over the wire. */
export const webSocket: Board = {
  name: 'golden-path-websocket',
  title: 'Golden Path: WebSocket and sequence',
  description: 'How sockets open and end, and what comes over them in which order.',
  rows: [
    { title: 'Sockets', panels: sockets },
    { title: 'Events', panels: events },
    { title: 'Answers, errors, identity', panels: answers },
  ],
}
