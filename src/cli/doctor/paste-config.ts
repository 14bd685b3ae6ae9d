import type { Capabilities, Target } from '../../model/target.ts'

/** The target's part of `golden-path.config.ts`, with what was learnt. It names the variables of secrets, never secrets. */
export function pasteConfig(target: Target, learnt: Pick<Capabilities, 'tools' | 'proof'> | null): string {
  const { name, urls, signIn, policy, capabilities } = target
  const entry = { urls, signIn, policy, capabilities: { ...capabilities, ...learnt } }
  const text = JSON.stringify({ [name]: entry }, null, 2)
    .split('\n')
    .slice(1, -1)
    .join('\n')
  return `targets: {\n${text.replace(/^( *)"([A-Za-z]\w*)":/gm, '$1$2:')},\n}\n`
}
