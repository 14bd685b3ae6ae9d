import { z } from 'zod'
import { drillSchema } from '../model/drill.ts'
import { evidenceSchema } from '../model/evidence-file.ts'
import { gateSchema } from '../model/gate/gate-report.ts'
import { reportSchema } from '../model/report.ts'
import { endpoints } from '../service/http/api/endpoints.ts'
import { openApi } from '../service/http/api/openapi.ts'

/** A JSON Schema that others may rely on: where it is kept, seen from the project's folder, and its text. */
export type SchemaFile = { readonly path: string; readonly text: string }

const published = [
  ['golden-path/report@1', 'The document of `--reporter json`.', reportSchema],
  [
    'golden-path/evidence@1',
    'All that the users of one run saw; what `--output` keeps and `replay` reads.',
    evidenceSchema,
  ],
  ['golden-path/gate@1', 'The document of `gate --reporter json`.', gateSchema],
  ['golden-path/drill@1', 'The document of `drill --reporter json`.', drillSchema],
] as const

/** The JSON Schemas of our file formats and the description of the API, made from the schemas that check them. */
export function schemaFiles(): readonly SchemaFile[] {
  const api = `${withShortLists(JSON.stringify(openApi(endpoints), null, 2))}\n`
  return [...fileFormats(), { path: 'docs/schemas/openapi.json', text: api }]
}

function fileFormats(): SchemaFile[] {
  return published.map(([name, description, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'output' })
    const text = withShortLists(JSON.stringify({ $schema, title: name, description, ...rest }, null, 2))
    return { path: `docs/schemas/${name.slice('golden-path/'.length)}.json`, text: `${text}\n` }
  })
}

/** The width of a line in this project. */
const WIDTH = 120

/** Lists of words stand on one line where they fit, as the formatter of this project wants it. */
function withShortLists(json: string): string {
  return json.replace(
    /^( *)(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm,
    (long: string, indent: string, key: string, items: string, comma: string) => {
      const short = `${indent}${key}[${items.trim().replace(/,\n */g, ', ')}]${comma}`
      return short.length <= WIDTH ? short : long
    },
  )
}
