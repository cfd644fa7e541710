import { isRevision, parseJson, type Revision } from '@halyard/protocol/wire'
import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { STRICT_HEADERS } from '../answers.ts'
import type { EnvironmentStore } from '../environment-store.ts'
import type { InsightsStore } from '../insights/insights-store.ts'
import { readBody } from '../read-body.ts'
import type { ServiceRequest } from '../service-request.ts'
import { createTriggerFiring, TRIGGER_USE, TRIGGERS_PATH } from '../triggers/fire-trigger.ts'
import { createMemoryTriggers } from '../triggers/memory-triggers.ts'
import type { TriggerStore } from '../triggers/trigger-store.ts'
import type { Admission, Caller } from './admission.ts'
import type { Call, Reply } from './call.ts'
import { CSV_TYPE, encodeCsv } from './encode-csv.ts'
import { type FoundRoute, findRoute } from './find-route.ts'
import { OPENAPI_PATH, openApiDocument } from './openapi-document.ts'
import { isProblem, PROBLEMS, type Problem, problem } from './problem.ts'
import { readFormat } from './read-format.ts'
import type { Route } from './routes.ts'

/** Where the management API begins. */
export const ENVIRONMENTS_PATH = '/halyard/v1/environments'
/** What the address of a trigger begins with. */
const TRIGGER_ADDRESS = `${TRIGGERS_PATH}/`
/** The longest body, in bytes: 1 MiB. */
const MAX_BODY_BYTES = 2 ** 20
/** How many contexts a dry run tries at most. */
const MAX_CONTEXTS = 10_000

/** Answers what is about managing flags. */
export interface ManagementApi {
  /** Whether a path is this one's to answer. */
  handles(pathname: string): boolean
  /** Answers a request; never rejects. */
  fetch(request: ServiceRequest): Promise<Response>
}

/** What a management API manages, and for whom. */
export interface ManagementOptions {
  readonly environments: ReadonlyMap<string, EnvironmentStore>
  /** What is counted in each environment, for reports. @default nothing is */
  readonly insights?: ReadonlyMap<string, InsightsStore>
  /** Says who may do what. */
  readonly admission: Admission
  /** Keeps the triggers of the environments. @default createMemoryTriggers() */
  readonly triggers?: TriggerStore
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** Told of what should not happen; whoever asked gets `STORE_FAILED`. */
  readonly onProblem?: (error: Error) => void
}

/**
 * Creates a management API. Its answers are for programs, not for pages: no other origin may read them, and a body has to
 * come as JSON, which no page can send elsewhere without being allowed to.
 *
 * @example createManagementApi({ environments: new Map([['production', store]]), admission: openAdmission('ada') })
 */
export function createManagementApi(options: ManagementOptions): ManagementApi {
  const { environments, admission, now = Date.now, onProblem } = options
  const { triggers = createMemoryTriggers() } = options
  const fireTrigger = createTriggerFiring({ triggers, environments })

  async function answer(request: ServiceRequest): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname === OPENAPI_PATH) return answerDocument(request)
    if (url.pathname.startsWith(TRIGGER_ADDRESS)) return answerTrigger(request, url)
    const caller = admission.admit(request.headers, now())
    if (isProblem(caller)) return answerProblem(caller)
    if (url.pathname === ENVIRONMENTS_PATH) return answerList(request, caller)
    const [, name = '', rest = ''] =
      /^\/([^/]*)(.*)$/s.exec(url.pathname.slice(ENVIRONMENTS_PATH.length)) ?? []
    const store = environments.get(name)
    // whoever may not see an environment is not told whether there is one
    if (!store || !caller.mayUse(name)) return answerProblem(problem('UNKNOWN_ENVIRONMENT', name))
    const found = findRoute(rest)
    if (!found) return answerProblem(problem('UNKNOWN_PATH', url.pathname))
    const route = found.routes.find(({ method }) => method === request.method)
    if (!route) return refuseMethod(request, found.routes)
    if (!caller.verbs.includes(route.verb)) {
      return answerProblem(problem('FORBIDDEN', `${route.verb} in ${name}`))
    }
    const call = await readCall(request, url, { route, found, store, name, caller })
    if (isProblem(call)) return answerProblem(call)
    const wantsCsv = route.hasCsv ? readFormat(request, url) : false
    if (isProblem(wantsCsv)) return answerProblem(wantsCsv)
    const reply = await route.handler(call)
    return isProblem(reply) ? answerProblem(reply) : answerReply(reply, url.searchParams, wantsCsv)
  }

  /** Whoever knows the address may do this one thing, and needs no token. */
  async function answerTrigger(request: ServiceRequest, { pathname }: URL): Promise<Response> {
    if (request.method === 'GET') return answerReply({ body: { message: TRIGGER_USE } })
    if (request.method !== 'POST') return refuseMethod(request, [{ method: 'GET' }, { method: 'POST' }])
    const reply = await fireTrigger(pathname.slice(TRIGGER_ADDRESS.length), now())
    // what an alert hook sends does not matter, but unread it would break the connection
    await readBody(request, MAX_BODY_BYTES)
    return isProblem(reply) ? answerProblem(reply) : answerReply(reply)
  }

  function answerList(request: ServiceRequest, caller: Caller): Response {
    if (request.method !== 'GET') return refuseMethod(request, [{ method: 'GET' }])
    const listed = [...environments]
      .filter(([name]) => caller.mayUse(name))
      .map(([name, store]) => ({ name, revision: store.authored().revision }))
    return answerReply({ body: { environments: listed } })
  }

  async function readCall(
    request: ServiceRequest,
    url: URL,
    place: {
      readonly route: Route
      readonly found: FoundRoute
      readonly store: EnvironmentStore
      readonly name: string
      readonly caller: Caller
    },
  ): Promise<Call | Problem> {
    const { route, found, store, name, caller } = place
    const body = route.method === 'GET' ? {} : await readJson(request)
    if (isProblem(body)) return body
    const basedOn = readIfMatch(request.headers.get('if-match'))
    if (isProblem(basedOn)) return basedOn
    const contexts = readContexts(body.contexts)
    if (isProblem(contexts)) return contexts
    const { reason = '' } = body
    if (typeof reason !== 'string') return problem('INVALID_INPUT', '"reason" is no text.')
    // the source of what may be copied or compared with is what the caller may use, too
    const usable = new Map([...environments].filter(([other]) => caller.mayUse(other)))
    return {
      environments: usable,
      store,
      triggers,
      insights: options.insights?.get(name),
      params: { ...found.params, environment: name },
      query: url.searchParams,
      body,
      basedOn,
      isDryRun: url.searchParams.get('dryRun') === 'true',
      contexts,
      author: caller.name,
      reason,
      nowMs: now(),
    }
  }

  return {
    handles: (pathname) =>
      pathname === OPENAPI_PATH ||
      pathname.startsWith(TRIGGER_ADDRESS) ||
      pathname === ENVIRONMENTS_PATH ||
      pathname.startsWith(`${ENVIRONMENTS_PATH}/`),
    async fetch(request) {
      try {
        return await answer(request)
      } catch (error) {
        onProblem?.(new Error(`a management call failed: ${(error as Error).message}`, { cause: error }))
        return answerProblem(problem('STORE_FAILED', 'something went wrong that should not. See the log.'))
      }
    },
  }
}

const HEADERS = { ...STRICT_HEADERS, 'Cache-Control': 'no-store' } as const

function answerReply(
  { status = 200, body, version, table, next }: Reply,
  query = new URLSearchParams(),
  wantsCsv = false,
): Response {
  const headers = {
    ...HEADERS,
    ...(version && { ETag: `"${version}"` }),
    ...(typeof next === 'string' && { Link: nextPage(query, next) }),
  }
  return wantsCsv && table
    ? new Response(encodeCsv(table), { status, headers: { ...headers, 'Content-Type': CSV_TYPE } })
    : Response.json(body, { status, headers })
}

/** Where the next page is, for those whose answer is a table. Source: RFC 8288, web linking */
function nextPage(query: URLSearchParams, after: string): string {
  const others = [...query].filter(([name]) => name !== 'after')
  return `<?${new URLSearchParams([...others, ['after', after]])}>; rel="next"`
}

/** Answers with a problem: `{ error: { code, message } }`, and what programs want to know besides. */
export function answerProblem(
  { code, subject, details }: Problem,
  headers: Record<string, string> = {},
): Response {
  const { status, message } = PROBLEMS[code]
  const error = { code, message: message(subject.slice(0, 300)), ...details }
  const retry = code === 'RATE_LIMITED' && { 'Retry-After': subject }
  const scheme = code === 'UNAUTHENTICATED' && { 'WWW-Authenticate': 'Bearer' }
  return Response.json({ error }, { status, headers: { ...HEADERS, ...retry, ...scheme, ...headers } })
}

function refuseMethod(request: ServiceRequest, routes: readonly Pick<Route, 'method'>[]): Response {
  const methods = routes.map(({ method }) => method).join(', ')
  return answerProblem(problem('METHOD_NOT_ALLOWED', request.method), { Allow: methods })
}

function answerDocument(request: ServiceRequest): Response {
  return request.method === 'GET'
    ? answerReply({ body: openApiDocument() })
    : refuseMethod(request, [{ method: 'GET' }])
}

async function readJson(request: ServiceRequest): Promise<Call['body'] | Problem> {
  const type = request.headers.get('content-type') ?? ''
  // no page can send DELETE elsewhere unasked, and few programs send a body with it
  if (request.method === 'DELETE' && type === '') return {}
  if (!/^application\/(merge-patch\+)?json\s*(;|$)/i.test(type)) return problem('NOT_JSON', type || 'no type')
  const text = await readBody(request, MAX_BODY_BYTES)
  if (text === null) return problem('BODY_TOO_LARGE', String(MAX_BODY_BYTES))
  const value = text.trim() === '' ? {} : parseJson(text)
  return isJsonObject(value) ? value : problem('INVALID_JSON', 'it is no JSON object')
}

/** A list of tags, or `*`, says nothing that a write could be based on, and is refused rather than ignored. */
function readIfMatch(header: string | null): Revision | undefined | Problem {
  if (header === null) return undefined
  const [, revision] = /^\s*"([^"]*)"\s*$/.exec(header) ?? []
  return isRevision(revision) ? revision : problem('INVALID_IF_MATCH', header)
}

function readContexts(contexts: unknown): readonly EvaluationContext[] | Problem {
  if (contexts === undefined) return []
  const isUsable = Array.isArray(contexts) && contexts.length <= MAX_CONTEXTS && contexts.every(isJsonObject)
  return isUsable
    ? (contexts as EvaluationContext[])
    : problem('INVALID_INPUT', `"contexts" is no list of at most ${MAX_CONTEXTS} evaluation contexts.`)
}
