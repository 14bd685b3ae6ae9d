import type { Run } from './agent/run.ts'
import type { Step } from './agent/step.ts'
import type { ToolUse } from './agent/tools.ts'
import type { AppSettings } from './app/app-settings.ts'
import type { Connection } from './chat/connection.ts'
import type { Identity, IdentityCall } from './chat/identity.ts'
import type { Hook, Next } from './hook.ts'
import { wrap } from './hook.ts'
import type { HttpCall, HttpReply } from './http/exchange.ts'
import type { Instance } from './instance.ts'
import type { Json } from './json.ts'

/** A request on its way to some instance, and whether it came through the load balancer or straight to the platform. */
export type PlatformCall = { readonly http: HttpCall; readonly route: 'balanced' | 'direct' }
/** A request that reached an instance. */
export type ApiCall = { readonly http: HttpCall; readonly instance: Instance }
/** A message of the client, after parsing. */
export type Incoming = { readonly connection: Connection; readonly type: string; readonly message: Json }
/** A user who was cut off is back: the new socket, and the one that ended. */
export type Return = { readonly connection: Connection; readonly left: Connection }
/** An answer to be put in words: what was asked and what the tools gave. */
export type Answering = { readonly run: Run; readonly uses: readonly ToolUse[] }
/** An event of a run on its way to sockets; normally to the one that asked. */
export type Delivery = { readonly run: Run; readonly recipients: readonly Connection[]; readonly frame: Json }
/** A frame on its way onto one socket, as text. */
export type Transmission = { readonly connection: Connection; readonly text: string }
/** The server's wish to end a socket. Without a code the close frame has none. */
export type Closing = {
  readonly connection: Connection
  readonly code: number | undefined
  readonly reason: string
}

type Point<Input, Outcome> = { readonly input: Input; readonly outcome: Outcome }

/** Where a fault can step in: the input and the outcome of each point, in the order in which a user meets them. */
export type HookPoints = {
  /** A request for the web app: the page, what it loads, its settings. */
  appHttp: Point<HttpCall, HttpReply>
  /** What the web app tells its page of the deployment. */
  appSettings: Point<AppSettings, AppSettings>
  /** A request to the auth service. */
  authHttp: Point<HttpCall, HttpReply>
  /** The user id that a sign-in gives to an e-mail. */
  account: Point<string, string>
  /** A request to the load balancer, upgrades too. Requests to the direct address do not come by. */
  front: Point<HttpCall, HttpReply>
  /** A request to the API on either route, upgrades too, before an instance is chosen. */
  platform: Point<PlatformCall, HttpReply>
  /** A plain request at an instance. */
  apiHttp: Point<ApiCall, HttpReply>
  /** An upgrade at an instance, before anything is accepted. */
  upgrade: Point<ApiCall, HttpReply>
  /** A token at an instance. */
  identity: Point<IdentityCall, Identity>
  /** From the accepted socket to its welcome; the token has been read. */
  establish: Point<Connection, void>
  /** The frames of the welcome. */
  welcome: Point<Connection, readonly Json[]>
  /** A message in the message loop. */
  message: Point<Incoming, void>
  /** A whole run of the agent. */
  run: Point<Run, void>
  /** What the agent knows of a user when it answers. */
  recall: Point<Run, readonly string[]>
  /** The answer's text. */
  answer: Point<Answering, string>
  /** The planned steps of a run. */
  script: Point<Run, readonly Step[]>
  /** An event of a run on its way to sockets. */
  deliver: Point<Delivery, void>
  /** A frame on its way onto one socket. */
  transmit: Point<Transmission, void>
  /** A close by the server. */
  close: Point<Closing, void>
  /** Taking over what a socket that was cut off was in the middle of. */
  resume: Point<Return, void>
  /** What an instance does after a socket is gone. */
  cleanup: Point<Connection, void>
}

/** The hooks of one fault; what it leaves out stays healthy. */
export type FaultHooks = {
  readonly [Name in keyof HookPoints]?: Hook<HookPoints[Name]['input'], HookPoints[Name]['outcome']>
}

/** Wraps what a healthy twin does at a point in the hooks of all faults; the first fault's hook is the outermost. */
export type Through = <Name extends keyof HookPoints>(
  name: Name,
  core: Next<HookPoints[Name]['input'], HookPoints[Name]['outcome']>,
) => Next<HookPoints[Name]['input'], HookPoints[Name]['outcome']>

/** Makes the wrapper. `inForce` is asked anew for everything that happens, because faults can be switched. */
export function createThrough(inForce: () => readonly FaultHooks[]): Through {
  return (name, core) => (input) =>
    wrap(
      inForce()
        .map((hooks) => hooks[name])
        .filter((hook) => hook !== undefined),
      core,
    )(input)
}
