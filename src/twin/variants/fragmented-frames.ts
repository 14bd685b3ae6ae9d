import type { Variant } from '../variant.ts'

const fragments = 4

/** Each message comes in four frames, cut between bytes and not between characters, with pings in between. */
const variant: Variant = {
  name: 'fragmented-frames',
  summary: 'Every message is cut into four frames, with pings between them.',
  warnings: [],
  hooks: () => ({
    async transmit({ connection, text }) {
      if (!connection.isOpen()) return
      const bytes = Buffer.from(text)
      const size = Math.ceil(bytes.length / fragments)
      for (let index = 0; index < fragments; index++) {
        const part = bytes.subarray(index * size, (index + 1) * size)
        connection.socket.send(part, { binary: false, fin: index === fragments - 1 })
        connection.socket.ping()
      }
    },
  }),
}

export default variant
