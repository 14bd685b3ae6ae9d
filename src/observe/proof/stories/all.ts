import type { Story } from '../story.ts'
import { burnStories } from './burn.ts'
import { closeStories } from './closes.ts'
import { downStories } from './down.ts'
import { safetyStories } from './safety.ts'
import { silence } from './silence.ts'
import { slowStories } from './slow.ts'
import { unheardStories } from './unheard.ts'
import { upkeepStories } from './upkeep.ts'

/** Every story that the rules are held to. */
export const stories: readonly Story[] = [
  ...silence,
  ...safetyStories,
  ...downStories,
  ...closeStories,
  ...burnStories,
  ...unheardStories,
  ...slowStories,
  ...upkeepStories,
]
