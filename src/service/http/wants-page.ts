import type { Context } from 'hono'

/** Whether a page for a person is the right answer; everything below /api/ is for programs. */
export function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
}
