import { defineConfig } from '#config'

/**
 * What a deployment watches. Mount the folder that holds this file at /app/config and set
 * GOLDEN_PATH_CONFIG=/app/config/golden-path.config.ts. Credentials are named here and never written: each comes in the
 * environment, or as a file in <name>_FILE.
 */
export default defineConfig({
  defaultTarget: 'staging',
  targets: {
    staging: {
      urls: {
        auth: 'https://auth.staging.netrasystems.ai',
        api: 'https://api.staging.netrasystems.ai',
        ws: 'wss://api.staging.netrasystems.ai/ws',
        app: 'https://app.staging.netrasystems.ai',
      },
      signIn: { way: 'e2e' },
      // Prompts go to its LLM day and night, and somebody pays for that. The guard caps them by the day.
      realLlm: true,
    },
  },
})
