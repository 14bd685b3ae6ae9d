/** The closed sets of label values that only metrics know; the others are words of the model. */

/** What a conversation was worth; the SLI is good / (good + bad). */
export const conversationOutcomes = ['good', 'bad', 'void'] as const

/** Parts of making a connection. */
export const connectParts = ['dns', 'tcp', 'tls', 'upgrade'] as const

/** What a threshold limits. */
export const thresholdMeasures = ['sign_in', 'welcome', 'first_event', 'silence', 'answer'] as const

/** How much a threshold weighs. */
export const thresholdLevels = ['warn', 'fail'] as const

/** Status of the answer to an upgrade request; `none`: no answer. */
export const upgradeStatuses = [
  '101',
  '400',
  '401',
  '403',
  '404',
  '408',
  '429',
  '500',
  '502',
  '503',
  '504',
  'other',
  'none',
] as const

/** How a socket ended, as received; 1005: a close frame without code, 1006: no close frame. */
export const closeCodes = [
  '1000',
  '1001',
  '1002',
  '1003',
  '1005',
  '1006',
  '1007',
  '1008',
  '1009',
  '1011',
  '1012',
  '1013',
  '4xxx',
  'other',
] as const

/** Who sent the first close frame; `none`: the connection just ended. */
export const closeInitiators = ['server', 'client', 'none'] as const

/** The phases in which an open socket can end. */
export const closePhases = ['welcome', 'events', 'answer', 'close'] as const

/** Types of Python errors that error frames name; `none`: it names none. */
export const errorTypes = [
  'RecursionError',
  'TypeError',
  'AttributeError',
  'ImportError',
  'NameError',
  'KeyError',
  'other',
  'none',
] as const

/** Which way a frame went. */
export const frameDirections = ['in', 'out'] as const

/** What a frame was; a malformed or oversized one counts as that only. */
export const frameKinds = ['text', 'binary', 'ping', 'pong', 'malformed', 'oversized'] as const

/** What came of looking for one event in one conversation. */
export const eventCheckResults = ['ok', 'missing', 'duplicated', 'out_of_order', 'unpaired'] as const

/** How isolation was proven for a pair of users. */
export const isolationProofs = ['structural', 'content'] as const

/** What was shown to the target so that it be refused. */
export const negativeControls = ['no_token', 'tampered', 'expired', 'logged_out', 'foreign_thread'] as const

/** What the target made of a negative control. */
export const controlResults = ['refused', 'accepted', 'not_run'] as const

/** How the wire differed from what is documented. */
export const driftKinds = ['unknown_type', 'unknown_field', 'missing_field', 'envelope', 'alias'] as const

/** How health endpoints and users disagreed. */
export const disagreements = ['healthy_but_broken', 'unhealthy_but_working'] as const

/** The services of a target that take requests. */
export const requestRoles = ['auth', 'api', 'ws', 'app'] as const

/** Classes of HTTP status; 429 is not among 4xx; `none`: no answer. */
export const statusClasses = ['2xx', '3xx', '4xx', '5xx', '429', 'none'] as const

/** What came of a fault of the drill. */
export const drillResults = ['caught', 'missed', 'misnamed', 'false_alarm'] as const

/** What came of a write. */
export const writeResults = ['ok', 'failed'] as const

/** What lies in the data directory. */
export const dataKinds = ['history', 'evidence'] as const

/** The phases that take a time of their own; isolation is judged, not waited for. */
export const timedPhases = ['platform', 'auth', 'handshake', 'welcome', 'events', 'answer', 'close'] as const
