import { type Code, type CodeEntry, codeNames, codes } from './codes.ts'
import { type Domain, domains } from './words.ts'

/** What on-call asks first of each domain, and who is called. */
export const questions: Readonly<Record<Domain, { readonly sign: string; readonly owner: string }>> = {
  platform: {
    sign: 'Health fails as well, or sockets fail only shortly after a new revision or an idle hour.',
    owner: 'Platform, or Backend after a new revision',
  },
  network: {
    sign: 'Straight at Cloud Run it works, through the load balancer it does not; or the answer comes from Google, not from the application.',
    owner: 'Platform',
  },
  auth: {
    sign: 'Sign-in fails, or a good token is refused, or a bad one is not, or the welcome names somebody else.',
    owner: 'Auth',
  },
  handshake: {
    sign: 'The socket is refused, stays dumb, comes late or breaks, and nothing in its words is about authentication or factories.',
    owner: 'Backend',
  },
  factory: {
    sign: 'Authentication was fine, and within a second the socket closes with words of a factory, a manager or a limit; more users make it worse.',
    owner: 'Backend',
  },
  routing: {
    sign: 'The welcome is fine; the first prompt ends in a polite close, an ack or silence, or events arrive wrong or not at all.',
    owner: 'Backend',
  },
  agent: {
    sign: 'Agent events begin, then they stop, or an agent reports an error.',
    owner: 'Agent team',
  },
  llm: {
    sign: 'All events come in order, and the answer is an apology, a stock phrase, empty, late, or not about our prompt.',
    owner: 'LLM team, or agent team',
  },
  isolation: {
    sign: 'Something of one user reached another. One such finding is enough to page.',
    owner: 'Backend and Security',
  },
  monitor: {
    sign: 'The trouble is ours: rate limits that we provoked. Nothing is said about the target.',
    owner: 'whoever runs the monitor',
  },
}

const preface = `# Runbook

Made from the table of codes (\`src/model/codes.json\`) by \`npm run docs\`. Do not edit it by hand.

A finding has a **code**, the **rung** it shows on and a **domain**: whose fault it is. Only the first red rung is the failure of a run;
what lies above it is void. Leaks, accepted bad tokens and wrong identities count whatever else is red.

Causes carry their weight in the first word: _seen_ in logs or recorded runs, _reproduced_ from the code, _reported_ by people,
_suspected_ from reading the code and never observed. A cause without such a word is what the shape allows, not what was found.

## Tools

\`\`\`sh
# repeat: what the entries call \`run <scenario>\`; --output keeps the evidence
npm run -s golden-path -- run golden-path --target staging --real-llm --output evidence
# judge kept evidence again, offline
npm run -s golden-path -- replay evidence/*.evidence.json
# one entry of this runbook
npm run -s golden-path -- explain backend-crash-loop-503
# see a failure on the embedded twin, where nothing can break
npm run -s golden-path -- run golden-path --fault agent-death-silent --time-scale 20
# revisions and logs of the backend (netra-backend-staging) or of the auth service (netra-auth-service)
gcloud run revisions list --service netra-backend-staging --region us-central1
gcloud logging read 'resource.labels.service_name="netra-backend-staging" AND severity>=ERROR' --freshness 1h --limit 50
\`\`\`
`

/** The runbook as Markdown: every code under its domain, with an anchor equal to its name. Ends with a line feed. */
export function runbook(): string {
  return [preface, contents(), ...domains.map(chapter)].join('\n')
}

function contents(): string {
  const items = domains.map((domain) => {
    const { sign, owner } = questions[domain]
    return `- **[${domain}](#${domain})** (${owner}): ${sign}`
  })
  return ['## Whose fault is it?', '', ...items, ''].join('\n')
}

function chapter(domain: Domain): string {
  const own = codeNames.filter((code) => codes[code].domain === domain)
  const list = own.map((code) => `[${code}](#${code})`).join(' · ')
  return [
    `## ${domain}`,
    '',
    questions[domain].sign,
    '',
    list,
    '',
    ...own.map((code) => entry(code, codes[code])),
  ].join('\n')
}

function entry(code: Code, { phase, severity, wire, causes, apart, first, scenarios }: CodeEntry): string {
  const weight = severity === 'fail' ? 'blames the target' : 'a warning'
  const runs = scenarios.map((scenario) => `\`run ${scenario}\``).join(', ')
  const facts = [`rung **${phase}**`, weight, ...(runs === '' ? [] : [`looked for by ${runs}`])].join(' · ')
  const paragraphs = [
    `### ${code}`,
    facts,
    `**Do first.** ${linked(first)}`,
    `**On the wire.** ${linked(wire)}`,
    `**Causes.** ${linked(causes)}`,
    `**Not to be confused.** ${linked(apart)}`,
  ]
  return `${paragraphs.join('\n\n')}\n`
}

/** Turns every code that the prose names into a link to it. */
function linked(text: string): string {
  const names: ReadonlySet<string> = new Set(codeNames)
  return text.replace(/`([a-z0-9-]+)`/g, (quoted, name: string) => (names.has(name) ? `[${name}](#${name})` : quoted))
}
