import { expect, test } from 'vitest'
import { reporterNames } from '../reporters/reporter-names.ts'
import { destinations, parseReporter } from './reporter-spec.ts'

function destinationsOf(...specs: string[]): string[] {
  return destinations(specs.map((text) => parseReporter(text, reporterNames))).map(
    ([name, to]) => `${name} > ${to.kind === 'file' ? to.file : to.kind}`,
  )
}

test.each([
  ['nothing', [], ['pretty > out']],
  ['a document', ['json'], ['json > out']],
  [
    'a document and something for a person',
    ['pretty', 'json', 'github'],
    ['pretty > err', 'json > out', 'github > err'],
  ],
  ['something for a person twice', ['pretty', 'github'], ['pretty > out', 'github > out']],
  ['a document in a file', ['pretty', 'junit=out/a=b.xml'], ['pretty > out', 'junit > out/a=b.xml']],
  ['two documents of which one has a file', ['json', 'junit=x'], ['json > out', 'junit > x']],
  ['the same twice in two files', ['json=a', 'json=b'], ['json > a', 'json > b']],
])('%s asked for goes to its place', (_name, specs, expected) => {
  expect(destinationsOf(...specs)).toEqual(expected)
})
