import { expect, test } from 'vitest'
import type { UserScript } from '../../judges/user-script.builder.ts'
import type { EvidenceContext } from '../../model/evidence-file.ts'
import { capabilitiesSchema } from '../../model/target.ts'
import { type AgentEvent, agentEvents } from '../../model/words.ts'
import { counted, finish, oneUser } from './measure.builder.ts'

const prompt = (user: UserScript) => user.signIn().upgrade().welcome().prompt()
/** Every event was as it should be, but for some. */
function okBut(...others: AgentEvent[]): Record<string, number> {
  return Object.fromEntries(agentEvents.filter((each) => !others.includes(each)).map((each) => [`${each} ok`, 1]))
}

test.each<[string, (user: UserScript) => UserScript, Partial<EvidenceContext>, Record<string, number>]>([
  ['whole', (user) => user.started().thinking().tools().completed(), {}, okBut()],
  [
    'without tools where agents have some',
    (user) => user.started().thinking().completed(),
    {},
    { ...okBut('tool_executing', 'tool_completed'), 'tool_executing missing': 1, 'tool_completed missing': 1 },
  ],
  [
    'without tools where agents have none',
    (user) => user.started().thinking().completed(),
    { capabilities: capabilitiesSchema.parse({ tools: false }) },
    okBut('tool_executing', 'tool_completed'),
  ],
  [
    'under the minimal policy with just two events',
    (user) => user.started().completed(),
    { policy: 'minimal' },
    { 'agent_started ok': 1, 'agent_completed ok': 1 },
  ],
  [
    'whose tool never ends',
    (user) => user.started().thinking().event('tool_executing', { tool_name: 'ghost' }).completed(),
    {},
    { ...okBut('tool_executing', 'tool_completed'), 'tool_executing unpaired': 1, 'tool_completed missing': 1 },
  ],
  [
    'that thinks before it starts',
    (user) => user.thinking().started().tools().completed(),
    {},
    { ...okBut('agent_started', 'agent_thinking'), 'agent_started out_of_order': 1, 'agent_thinking out_of_order': 1 },
  ],
  [
    'that ends twice',
    (user) => user.started().thinking().tools().completed().completed(),
    {},
    { ...okBut('agent_completed'), 'agent_completed duplicated': 1 },
  ],
  [
    'that dies after its start',
    (user) => user.started().closedBy(1011),
    {},
    {
      'agent_started ok': 1,
      'agent_thinking missing': 1,
      'tool_executing missing': 1,
      'tool_completed missing': 1,
      'agent_completed missing': 1,
    },
  ],
  ['that we left', (user) => user.started().close(), { ended: 'left' }, {}],
])('the events of a conversation %s', (_name, tell, changes, expected) => {
  const run = finish(oneUser((user) => tell(prompt(user)).close(), changes))
  expect(counted(run, 'golden_path_event_checks_total', 'event', 'result')).toEqual(expected)
})
