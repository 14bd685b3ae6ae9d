import type { HttpFact } from '../model/evidence.ts'
import type { Evidence, EvidenceContext } from '../model/evidence-file.ts'
import type { ScreenFact } from '../model/screen-fact.ts'
import { agentEvents } from '../model/words.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import type { UserScript } from './user-script.builder.ts'

/** What one user does and sees at a page; its wire is that of `user`. */
export class PageScript {
  readonly user: UserScript
  readonly #run: EvidenceBuilder
  readonly #page: string

  constructor(run: EvidenceBuilder, user: UserScript, page = 'page-1') {
    this.#run = run
    this.user = user
    this.#page = page
    user.socket = `${page}/1`
  }

  sight(sight: ScreenFact['sight'], rest: Partial<Pick<ScreenFact, 'name' | 'text' | 'valueMs'>> = {}): this {
    const { name = '', text = '', valueMs = null } = rest
    const { atMs, id: user } = this.user
    this.#run.add({ kind: 'screen', atMs, user, page: this.#page, sight, name, text, valueMs })
    return this
  }

  /** Something did not come in time. */
  waited(name: string, valueMs = 8_000): this {
    this.user.after(valueMs)
    return this.sight('waited', { name, valueMs })
  }

  document(changes: Partial<Omit<HttpFact, 'kind' | 'seq'>> & { tookMs?: number } = {}): this {
    const url = 'https://app.example.com/'
    this.user.http({ role: 'app', purpose: 'page', method: 'GET', url, body: '<!doctype html>', ...changes })
    return this.sight('opened', { name: agentEvents.join(' '), text: `200 ${url}` })
  }

  /** The page is there and can be used. */
  ready(tookMs = 600): this {
    this.document().user.after(tookMs)
    return this.sight('ready')
  }

  /** A socket of the page stands and was welcomed. */
  connected(): this {
    this.user.upgrade({ client: 'browser', transport: 'ticket', remoteAddress: null }).welcome()
    return this
  }

  /** A conversation in which every event leaves a sign; what is named in `without` leaves none. */
  chat(without: readonly string[] = []): this {
    const sign = (event: string) =>
      without.includes(event) ? this : this.sight('progress', { name: event, text: event })
    this.user.prompt()
    this.sight('busy')
    this.user.started()
    sign('agent_started')
    this.user.thinking()
    sign('agent_thinking')
    this.user.tools()
    sign('tool_executing')
    sign('tool_completed')
    this.user.completed()
    return sign('agent_completed')
  }

  /** The answer stands on the screen and nothing turns. */
  answered(text = `The reference reads ${this.user.expected}.`): this {
    this.user.after(40)
    return this.sight('answer', { text }).sight('idle')
  }

  /** From sign-in to the sign-out that closes the socket. */
  whole(): this {
    this.user.signIn()
    this.ready().connected().chat().answered()
    this.user.after(1_000).close()
    return this.sight('signed-out').sight('closed')
  }
}

/** Evidence of one user at one page. */
export function onePage(tell: (page: PageScript) => unknown, changes: Partial<EvidenceContext> = {}): Evidence {
  const run = new EvidenceBuilder().health()
  tell(new PageScript(run, run.user(1)))
  return run.build(changes)
}
