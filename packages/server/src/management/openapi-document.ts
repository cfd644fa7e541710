import type { JsonObject, JsonValue } from '@halyard/schema'
import { TRIGGERS_PATH } from '../triggers/fire-trigger.ts'
import { ref, text } from './json-schema.ts'
import { SCHEMAS } from './openapi-schemas.ts'
import { ROUTES, type Route } from './routes.ts'

/** Where the document is served. */
export const OPENAPI_PATH = '/halyard/v1/openapi.json'

const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } })

/** What the address of a trigger answers, which is a secret itself. */
const TRIGGER_OPERATIONS: JsonObject = {
  get: {
    operationId: 'readTriggerUse',
    summary: 'How to use the address of a trigger; nothing is done, and nothing told of it',
    security: [],
    parameters: [parameter('secret', 'path')],
    responses: {
      200: { description: 'How to use it', content: json(ref('TriggerUse')) },
      default: { description: 'Why not', content: json(ref('Error')) },
    },
  },
  post: {
    operationId: 'fireTrigger',
    summary: 'Make the change that the trigger was made for; any body is taken and passed over',
    security: [],
    parameters: [parameter('secret', 'path')],
    requestBody: { required: false, content: { '*/*': { schema: {} } } },
    responses: {
      200: { description: 'It is as the trigger wants it', content: json(ref('FiredTrigger')) },
      default: { description: 'Why not', content: json(ref('Error')) },
    },
  },
}

/**
 * Describes the management API in OpenAPI 3.1, from the table that answers it.
 *
 * @returns the document, which nobody may change.
 */
export function openApiDocument(): JsonObject {
  const paths = new Map<string, Record<string, JsonValue>>()
  for (const route of ROUTES) {
    const path = `/halyard/v1/environments/{environment}${route.path}`
    const operations = paths.get(path) ?? {}
    operations[route.method.toLowerCase()] = describeRoute(route)
    paths.set(path, operations)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Halyard management API',
      version: '1',
      description:
        'If-Match takes the ETag of an earlier answer; where what a write changes was changed after that, it answers 409 with the other change. With dryRun=true a write changes nothing and says what it would do.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    security: [{ token: [] }],
    paths: {
      '/halyard/v1/environments': {
        get: {
          operationId: 'listEnvironments',
          summary: 'List the environments',
          responses: {
            200: {
              description: 'What there is',
              content: json(ref('Environments')),
            },
            default: { description: 'Why not', content: json(ref('Error')) },
          },
        },
      },
      ...Object.fromEntries(paths),
      [`${TRIGGERS_PATH}/{secret}`]: TRIGGER_OPERATIONS,
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: SCHEMAS,
    },
  }
}

function describeRoute(route: Route): JsonObject {
  const places = [...route.path.matchAll(/\{(.+?)\}/g)].map(([, name]) => name ?? '')
  const isWrite = route.verb === 'write'
  const isVersioned = isWrite && route.reply === undefined
  const queries = [
    ...(route.query ?? []),
    ...(route.hasCsv ? ['format'] : []),
    ...(isWrite ? ['dryRun'] : []),
  ]
  return {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [
      ...['environment', ...places].map((name) => parameter(name, 'path')),
      ...queries.map((name) => parameter(name, 'query')),
      ...(isVersioned ? [parameter('If-Match', 'header')] : []),
    ],
    ...(route.method !== 'GET' && { requestBody: { required: true, content: json(bodySchema(route)) } }),
    responses: {
      200: {
        description: isWrite ? 'What was written, or would be' : 'What there is',
        content: {
          ...json(isVersioned ? { oneOf: [ref('Written'), ref('DryRun')] } : ref(route.reply ?? 'FlagSet')),
          ...(route.hasCsv && { 'text/csv': { schema: text } }),
        },
      },
      ...(route.created && { 201: { description: 'What was created', content: json(ref(route.created)) } }),
      default: { description: 'Why not', content: json(ref('Error')) },
    },
  }
}

function parameter(name: string, place: 'path' | 'query' | 'header'): JsonObject {
  return { name, in: place, required: place === 'path', schema: { type: 'string' } }
}

function bodySchema({ body = {}, verb }: Route): JsonObject {
  if (verb === 'read') return body
  const properties = {
    ...(body.properties as JsonObject | undefined),
    reason: { type: 'string', description: 'Why, for the audit log' },
    contexts: { type: 'array', items: { type: 'object' }, maxItems: 10_000, description: 'For a dry run' },
  }
  return { type: 'object', ...body, properties }
}

/** Such as `postFlagsKeyEnable`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[/{}]+/).filter(Boolean)
  return method.toLowerCase() + (words.length > 0 ? words.map(capitalise).join('') : 'Environment')
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
