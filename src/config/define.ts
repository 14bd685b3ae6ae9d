import { z } from 'zod'
import { targetSchema } from '../model/target.ts'
import { historyLimitsSchema } from './history-limits.ts'
import { watchKeys } from './watch-schema.ts'

/** The name of the built-in demo target. It is started with the command, so a file cannot define it. */
export const TWIN = 'twin'

const targetName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'a target name is lower-case letters, digits and dashes, and begins with a letter')
  .refine((name) => name !== TWIN, `"${TWIN}" is built in; choose another name`)

/** What `golden-path.config.ts` exports. Every key may be left out. */
export const configSchema = z.strictObject({
  defaultTarget: z.string().default(TWIN).describe('target of a command that names none'),
  targets: z
    .record(targetName, targetSchema)
    .default({})
    .describe('targets by name; `twin` and `staging` are built in'),
  scenarios: z.string().min(1).optional().describe('folder of scenarios, seen from this file; our own when left out'),
  dataDir: z
    .string()
    .min(1)
    .optional()
    .describe(
      "folder shared by all monitors of this machine, seen from this file; the user's state folder when left out",
    ),
  ...watchKeys,
  history: historyLimitsSchema,
})

/** The configuration as a person writes it. */
export type ConfigInput = z.input<typeof configSchema>
/** The configuration with all defaults filled in; paths are as written. */
export type ConfigFile = z.infer<typeof configSchema>

/** Gives types to `golden-path.config.ts`. The file is checked when it is loaded, not here. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config
}
