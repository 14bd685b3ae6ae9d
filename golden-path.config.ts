import { defineConfig } from '#config'

/**
 * Targets of this checkout. `twin` (the embedded demo) and `staging` are built in. To watch a system of your own, add
 * it here:
 *
 *     targets: {
 *       mine: {
 *         urls: { auth: 'https://auth.example', api: 'https://api.example', ws: 'wss://api.example/ws' },
 *         signIn: { way: 'e2e', keyVariable: 'MY_SIMULATION_KEY', emailDomain: 'monitor.example' },
 *       },
 *     },
 *
 * Secrets are never written here: a target names the environment variable that holds them.
 */
export default defineConfig({
  defaultTarget: 'twin',
})
