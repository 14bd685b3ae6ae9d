import type { Variant } from '../variant.ts'

/** Markup, marks of direction, control characters, letters beyond the first plane, quotes of several kinds. */
const colourful = [
  '<script>alert("hello")</script><b>Fett & schräg</b> &lt;kept&gt; <!-- comment -->',
  '日本語のテキスト, العربية, עברית, Ελληνικά, 🚀👩‍👩‍👧‍👦 é (two code points)',
  '“Quoted” \u202ereversed\u202c \u0000\u0007\u001b[31m back\\slash "straight" `ticks` $(command) %s %00',
].join('\n')

/** Thoughts, tool results and answer hold whatever text can hold. */
const variant: Variant = {
  name: 'unicode-and-html',
  summary: 'Thoughts and answer hold Unicode of all planes, HTML and control characters.',
  warnings: [],
  hooks: () => ({
    answer: async (answering, next) => `${colourful}\n${await next(answering)}\n${colourful}`,
    async script(run, next) {
      return (await next(run)).map(({ afterMs, action }) => {
        if (action.kind !== 'agent_thinking') return { afterMs, action }
        return { afterMs, action: { ...action, thought: `${colourful} ${action.thought}` } }
      })
    },
  }),
}

export default variant
