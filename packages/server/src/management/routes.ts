import type { JsonObject } from '@halyard/schema'
import type { Handler } from './call.ts'
import {
  compareEnvironments,
  copyFromEnvironment,
  exportEnvironment,
  readAudit,
  readEnvironment,
  rollbackEnvironment,
} from './environment-calls.ts'
import { EXPLAIN_ROUTES } from './explain-routes.ts'
import {
  callIntent,
  createFlag,
  deleteFlag,
  listFlags,
  patchFlag,
  readFlag,
  replaceFlag,
  rollbackFlag,
} from './flag-calls.ts'
import { INTENTS } from './intents/intents.ts'
import { REPORT_ROUTES } from './reports/report-routes.ts'
import { deleteSegment, listSegments, readSegment, replaceSegment } from './segment-calls.ts'
import { TRIGGER_ROUTES } from './trigger-routes.ts'

/** What a token may do. */
export type Verb = 'read' | 'write'

/** One call of the management API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below an environment; `{name}` stands for one segment of the path. */
  readonly path: string
  readonly verb: Verb
  readonly summary: string
  readonly handler: Handler
  /** JSON Schema of the body, besides `reason` and `contexts`. @default no properties */
  readonly body?: JsonObject
  /** The name of the schema of what is answered. @default 'FlagSet' for a read, what was written or would be for a write */
  readonly reply?: string
  /** The name of the schema of what is answered with 201, where something is created. */
  readonly created?: string
  /** The names of query parameters, besides `dryRun`. */
  readonly query?: readonly string[]
  /** Whether it also answers as CSV: for `Accept: text/csv` and `?format=csv`. @default false */
  readonly hasCsv?: boolean
}

const text: JsonObject = { type: 'string' }
const object: JsonObject = { type: 'object' }
const names: JsonObject = { type: 'array', items: text }
const instant: JsonObject = { type: ['string', 'integer'], description: 'RFC 3339, or seconds since 1970' }
const weights: JsonObject = {
  type: ['object', 'null'],
  additionalProperties: { type: 'number', minimum: 0, maximum: 100 },
}
const variant: JsonObject = { type: ['string', 'null'] }

function body(properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject {
  return { type: 'object', properties, required: [...required] }
}

const INTENT_BODIES: { readonly [intent: string]: JsonObject } = {
  rollout: body({ weights }),
  schedule: body({ stages: { type: 'array', items: body({ at: instant, weights }), maxItems: 100 } }),
  target: body({ segment: text, attribute: text, values: { type: 'array' }, rule: object, variant }, [
    'variant',
  ]),
  trial: body({ targetingKey: text, variant, until: instant }, ['targetingKey', 'variant']),
}

const INTENT_SUMMARIES: { readonly [intent: string]: string } = {
  archive: 'Take a flag out of what is served; it is kept',
  disable: 'The kill switch: everybody gets the fallback that the code gives',
  enable: 'Let a flag answer again',
  restore: 'Serve a flag again that was archived',
  rollout: 'Divide the rest by percent; nobody changes the variant without need',
  schedule: 'Divide the rest anew at instants to come; none pauses',
  target: 'Give a variant to a segment, to values of an attribute, or by a rule',
  trial: 'Give one targeting key a variant until an instant',
}

const intentRoutes = Object.keys(INTENTS).map(
  (name): Route => ({
    method: 'POST',
    path: `/flags/{key}/${name}`,
    verb: 'write',
    summary: INTENT_SUMMARIES[name] ?? name,
    handler: callIntent(name),
    ...(INTENT_BODIES[name] && { body: INTENT_BODIES[name] }),
  }),
)

/** Every call there is below an environment. The OpenAPI document is made of this table. */
export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '',
    verb: 'read',
    summary: 'Where an environment stands',
    handler: readEnvironment,
    reply: 'Environment',
  },
  {
    method: 'GET',
    path: '/flags',
    verb: 'read',
    summary: 'List the flags',
    handler: listFlags,
    reply: 'Flags',
    query: ['archived'],
  },
  {
    method: 'POST',
    path: '/flags',
    verb: 'write',
    summary: 'Create a flag',
    handler: createFlag,
    created: 'Written',
    body: body({ key: text, flag: object }),
  },
  {
    method: 'GET',
    path: '/flags/{key}',
    verb: 'read',
    summary: 'Read a flag',
    handler: readFlag,
    reply: 'FlagEntry',
  },
  {
    method: 'PUT',
    path: '/flags/{key}',
    verb: 'write',
    summary: 'Write a flag, there or not',
    handler: replaceFlag,
    body: body({ flag: object }),
  },
  {
    method: 'PATCH',
    path: '/flags/{key}',
    verb: 'write',
    summary: 'Change parts of a flag by a JSON Merge Patch (RFC 7396)',
    handler: patchFlag,
    body: body({ patch: object }),
  },
  {
    method: 'DELETE',
    path: '/flags/{key}',
    verb: 'write',
    summary: 'Delete a flag that is archived',
    handler: deleteFlag,
  },
  ...intentRoutes,
  {
    method: 'POST',
    path: '/flags/{key}/rollback',
    verb: 'write',
    summary: 'Write a flag as it was at a revision',
    handler: rollbackFlag,
    body: body({ revision: text }),
  },
  {
    method: 'GET',
    path: '/segments',
    verb: 'read',
    summary: 'List the segments',
    handler: listSegments,
    reply: 'Segments',
  },
  {
    method: 'GET',
    path: '/segments/{name}',
    verb: 'read',
    summary: 'Read a segment',
    handler: readSegment,
    reply: 'Segment',
  },
  {
    method: 'PUT',
    path: '/segments/{name}',
    verb: 'write',
    summary: 'Write a segment, there or not',
    handler: replaceSegment,
    body: body({ rule: object }),
  },
  {
    method: 'DELETE',
    path: '/segments/{name}',
    verb: 'write',
    summary: 'Delete a segment that no rule refers to',
    handler: deleteSegment,
  },
  {
    method: 'GET',
    path: '/audit',
    verb: 'read',
    summary: 'What was written, by whom, when and why; the newest first',
    handler: readAudit,
    reply: 'Audit',
    query: ['flag', 'before', 'limit'],
  },
  {
    method: 'GET',
    path: '/export',
    verb: 'read',
    summary: 'The flags as they are written, in the flag format',
    handler: exportEnvironment,
  },
  {
    method: 'GET',
    path: '/compare',
    verb: 'read',
    summary: 'What would have to change for this environment to be as another one',
    handler: compareEnvironments,
    reply: 'Comparison',
    query: ['with'],
  },
  ...EXPLAIN_ROUTES,
  ...TRIGGER_ROUTES,
  {
    method: 'POST',
    path: '/copy',
    verb: 'write',
    summary: 'Take over flags and segments from another environment, all of them unless some are named',
    handler: copyFromEnvironment,
    body: body({ from: text, flags: names, segments: names }, ['from']),
  },
  {
    method: 'POST',
    path: '/rollback',
    verb: 'write',
    summary: 'Write the whole environment as it was at a revision',
    handler: rollbackEnvironment,
    body: body({ revision: text }),
  },
  ...REPORT_ROUTES,
]
