import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNeedleIndex, SHORTEST_NEEDLE } from './needle-index.ts'

function scanned(needles: string[], text: string): string[] {
  const found: string[] = []
  createNeedleIndex(needles).scan(text, (needle, at) => found.push(`${at} ${needle}`))
  return found.toSorted((a, b) => a.localeCompare(b))
}

function looked(needles: string[], text: string): string[] {
  return [...new Set(needles)]
    .filter((needle) => needle.length >= SHORTEST_NEEDLE)
    .flatMap((needle) =>
      Array.from({ length: text.length }, (_, at) => at)
        .filter((at) => text.startsWith(needle, at))
        .map((at) => `${at} ${needle}`),
    )
    .toSorted((a, b) => a.localeCompare(b))
}

test('finds what looking everywhere finds, and nothing else', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', 'é', '😀'), minLength: 0, maxLength: 14 })
  fc.assert(
    fc.property(fc.array(few, { maxLength: 12 }), fc.array(few, { maxLength: 12 }), (needles, pieces) => {
      const text = pieces.join('')
      expect(scanned(needles, text)).toEqual(looked(needles, text))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['at the beginning', 'needle in hay', ['0 needle']],
  ['at the end', 'hay and needle', ['8 needle']],
  ['as the whole text', 'needle', ['0 needle']],
  ['overlapping itself', 'abaabaabaaba', ['0 abaaba', '3 abaaba', '6 abaaba']],
  ['not at all', 'hay', []],
  ['in nothing', '', []],
])('finds a needle %s', (_where, text, found) => {
  expect(scanned(['needle', 'abaaba'], text)).toEqual(found)
})

test('leaves out what is too short to mean anything', () => {
  expect(scanned(['short', ''], 'short and empty')).toEqual([])
})
