import { z } from 'zod'
import { version } from '../../../kernel/version.ts'
import type { Endpoint } from './endpoint.ts'
import { namedSchemas } from './schemas.ts'

type Json = Record<string, unknown>

const reference = (name: string) => `#/components/schemas/${name}`

/** The OpenAPI 3.1 document of the endpoints, made from what checks and answers requests. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.doc
    paths[path] = { ...paths[path], [method]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'golden-path-monitor',
      version,
      description:
        'What the pages show, as JSON. Times of day are milliseconds since the Unix epoch (…WallMs), durations milliseconds. Beyond loopback every request needs the token; a change needs JSON, and where there is an Origin header it must be ours.',
    },
    paths,
    components: {
      schemas: components(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ token: [] }],
  }
}

function components(): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: reference })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIds(schema)]))
}

/** In OpenAPI the place of a schema is its name. */
function withoutIds({ $schema: _dialect, $id: _name, ...rest }: Json): Json {
  return rest
}

function operation({ doc, query, body }: Endpoint): Json {
  const parameters = [...pathParameters(doc.params ?? {}), ...queryParameters(query)]
  return {
    summary: doc.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(Object.keys(body.shape).length === 0
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: inline(body, 'input') } } } }),
    responses: responses(doc),
  }
}

function pathParameters(params: Readonly<Record<string, string>>): Json[] {
  return Object.entries(params).map(([name, description]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodObject): Json[] {
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = inline(z.strictObject({ [name]: schema }).shape[name] ?? z.string(), 'input')
    return { name, in: 'query', ...(description === undefined ? {} : { description }), schema: rest }
  })
}

function responses({ answer, problems = [] }: Endpoint['doc']): Json {
  const content =
    'schema' in answer
      ? { 'application/json': { schema: referenced(answer.schema) } }
      : { [answer.type]: { schema: { type: 'string' } } }
  const problem = { 'application/json': { schema: { $ref: reference('Problem') } } }
  const all = [400, 401, ...problems].toSorted((a, b) => a - b)
  return {
    [answer.status]: { description: answer.says, content },
    ...Object.fromEntries(
      [...new Set(all)].map((status) => [status, { description: words[status] ?? '', content: problem }]),
    ),
  }
}

const words: Readonly<Record<number, string>> = {
  400: 'something in the request cannot be used',
  401: 'the token is missing or wrong',
  403: 'the change comes from a page of somebody else',
  404: 'there is no such thing, or it is not kept',
  409: 'a run of this scenario goes on',
  413: 'the body is too long',
  415: 'the body is no JSON',
  429: 'too much at once, or the guard says no',
  503: 'the monitor stops',
}

/** A named schema, a list of one, or whatever else written out. */
function referenced(schema: z.ZodType): Json {
  const named = Object.entries(namedSchemas).find(([, known]) => known === schema)
  if (named !== undefined) return { $ref: reference(named[0]) }
  if (schema instanceof z.ZodArray) {
    const { element } = schema
    if (element instanceof z.ZodType) return { type: 'array', items: referenced(element) }
  }
  if (schema instanceof z.ZodNullable) {
    const inner = schema.unwrap()
    if (inner instanceof z.ZodType) return { anyOf: [referenced(inner), { type: 'null' }] }
  }
  if (schema instanceof z.ZodObject) {
    const properties = Object.entries(schema.shape).map(([name, each]) => [
      name,
      each instanceof z.ZodType ? referenced(each) : {},
    ])
    const required = properties.map(([name]) => name)
    return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: false }
  }
  return inline(schema, 'output')
}

function inline(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
