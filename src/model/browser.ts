import { z } from 'zod'
import { agentEvents } from './words.ts'

const selector = z.string().min(1)

/** Where things are on the page that has the chat: CSS selectors. */
const selectorsSchema = z.strictObject({
  ready: selector.describe('visible as soon as a signed-in user can chat'),
  prompt: selector.describe('the field for the message'),
  send: selector.exactOptional().describe('the button that sends it; absent: Enter sends'),
  answer: selector.describe('every answer of the agent'),
  progress: selector.describe('every sign of what the agent does'),
  events: z
    .partialRecord(z.enum(agentEvents), selector)
    .default({})
    .describe('signs of single events; an event named here must be seen when it was sent'),
  busy: selector.exactOptional().describe('visible while the agent is at work'),
  error: selector.exactOptional().describe('visible when something went wrong'),
  signOut: selector.exactOptional().describe('the button that signs out; absent: the page is just closed'),
  signedOut: selector.exactOptional().describe('visible to somebody who is not signed in'),
})

/** How a user gets into the page (protocol.md §1.3). */
const pageSignInSchema = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('session').describe("signs in as the target's `signIn` says and puts the tokens into localStorage"),
    tokenName: z.string().min(1).default('jwt_token'),
    refreshName: z.string().min(1).default('refresh_token'),
  }),
  z.strictObject({
    way: z.literal('form').describe('fills in the form of the page; needs `signIn` by password'),
    email: selector,
    password: selector,
    submit: selector,
  }),
  z.strictObject({
    way: z.literal('storage-state').describe("a signed-in browser's storage, as Playwright writes it to a file"),
    accounts: z
      .array(
        z.strictObject({
          email: z.email(),
          file: z.string().min(1).describe('its path, seen from the working folder'),
        }),
      )
      .min(1),
  }),
])

/** The web app of a target, for scenarios that look at it through a browser. */
export const browserSchema = z.strictObject({
  path: z.string().startsWith('/').default('/').describe('path of the page with the chat, below `urls.app`'),
  signIn: pageSignInSchema.prefault({ way: 'session' }),
  selectors: selectorsSchema,
})
/** The web app of a target. */
export type BrowserConfig = z.infer<typeof browserSchema>
