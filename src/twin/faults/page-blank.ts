import type { Fault } from '../fault.ts'

/** A build that forgot its scripts: the document is there and stays empty. */
const fault: Fault = {
  name: 'page-blank',
  summary: 'The page comes and shows nothing.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['page-blank'] },
  hunts: ['browser-chat'],
  hooks: () => ({
    async appHttp(call, next) {
      const reply = await next(call)
      if (reply.kind !== 'answer' || call.path !== '/') return reply
      return { ...reply, body: '<!doctype html><html lang="en"><title>Twin chat</title><div id="root"></div></html>' }
    },
  }),
}

export default fault
