import { defineScenario } from '#scenario'

/** The golden path as a person sees it: two users in front of the real page, and what the page says on the wire. */
export default defineScenario({
  id: 'browser-chat',
  summary: 'Two users open the web app in a browser, sign in, chat, load the page again and sign out.',
  tags: ['browser', 'isolation'],
  cron: '13,43 * * * *',
  users: { default: 2, min: 2, max: 4 },
  bystanders: 0,
  needs: ['browser'],
  requests: { perRun: 4, perUser: 24 },
  promptsPerUser: 1,
  deadlineMs: 900_000,
  judges: [
    'monitor',
    'platform',
    'auth',
    'handshake',
    'identity',
    'sequence',
    'answer',
    'isolation',
    'closes',
    'latency',
    'screen',
    'evidence',
  ],
  hunts: [
    'connection-storm',
    'ws-ticket-burn',
    'content-field-mismatch',
    'page-drops-events',
    'page-blank',
    'page-script-error',
    'page-never-ready',
    'answer-not-on-screen',
    'page-error-shown',
    'page-spinner-stuck',
    'foreign-content-on-screen',
    'sign-out-leaves-socket',
  ],
  async run(stage) {
    await stage.platform()
    const pages = await stage.together(stage.users, (user) => stage.browser.open(user))
    await stage.browser.converseTogether(pages, { plant: true })
    await stage.linger()
    await stage.together(pages, (page) => stage.browser.reload(page))
    await stage.together(pages, (page) => stage.browser.signOut(page))
    await stage.together(pages, (page) => stage.browser.close(page))
  },
})
