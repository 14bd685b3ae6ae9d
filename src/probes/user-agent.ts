import { version } from '../kernel/version.ts'

/**
 * What we call ourselves. Targets switch modes or refuse by words in it (protocol.md §2.1): it must hold none of
 * factory, isolated, bot, crawler, spider, scraper, scanner.
 */
export const userAgent = `golden-path-monitor/${version}`
