import { ENDPOINTS } from '@halyard/protocol/wire'

/** What every answer carries: nobody guesses its type, and shown as a page it loads nothing, is in no frame and tells no address. */
export const STRICT_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
} as const

/** What answers for pages carry: those of any origin may read them, the headers that clients need included. */
export const COMMON_HEADERS = {
  ...STRICT_HEADERS,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After',
} as const

const METHODS = 'GET, HEAD, OPTIONS'

/**
 * Answers a browser that asks whether it may send `Last-Event-ID`, `If-None-Match` or JSON; it may remember that for a
 * day.
 *
 * @param methods what the path answers, as in `Allow`.
 */
export function answerPreflight(methods = METHODS): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...COMMON_HEADERS,
      Allow: methods,
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers':
        'Last-Event-ID, If-None-Match, Cache-Control, Content-Type, Authorization, X-API-Key',
      'Access-Control-Max-Age': '86400',
    },
  })
}

/** Why a request gets no answer; the codes are permanent. */
export type ServiceErrorCode = keyof typeof ERRORS

/**
 * Answers with an error: `{ error: { code, message } }`, the message saying what there is instead.
 *
 * @param subject what was asked for, or what is wrong: the path, the method, the complaint, the seconds to wait.
 * @param methods what the path answers, as in `Allow`.
 */
export function answerError(code: ServiceErrorCode, subject: string, methods = METHODS): Response {
  const { status, headers, message } = ERRORS[code]
  const error = { code, message: message(subject.slice(0, 200), methods) }
  return Response.json(
    { error },
    {
      status,
      headers: {
        ...COMMON_HEADERS,
        ...headers,
        ...(status === 405 && { Allow: methods }),
        ...(code === 'RATE_LIMITED' && { 'Retry-After': subject }),
        'Cache-Control': 'no-store',
      },
    },
  )
}

const ERRORS = {
  NOT_FOUND: {
    status: 404,
    headers: {},
    message: (path: string) =>
      `There is nothing at ${path}. This service answers ${Object.values(ENDPOINTS).join(', ')}.`,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    headers: {},
    message: (method: string, methods: string) =>
      `${method} is not possible here. This path answers ${methods}.`,
  },
  BAD_REQUEST: {
    status: 400,
    headers: {},
    message: (address: string) =>
      `${address} is not an address. Ask for ${Object.values(ENDPOINTS).join(', ')}.`,
  },
  UNAUTHENTICATED: {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer' },
    message: () =>
      'This needs a client key of the environment that is served. Send it as Authorization: Bearer <key>, as X-API-Key, or as ?key= where no header can be sent.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    headers: {},
    message: (origin: string) =>
      `Pages of ${origin} may not ask this service. Whoever runs it can start it with --allow-origin ${origin}.`,
  },
  RATE_LIMITED: {
    status: 429,
    headers: {},
    message: (seconds: string) => `Too many requests from this address. Try again in ${seconds} s.`,
  },
  TOO_MANY_CONNECTIONS: {
    status: 429,
    headers: { 'Retry-After': '30' },
    message: (limit: string) =>
      `This address holds ${limit} connections already, as many as it may. Close some, and try again in half a minute.`,
  },
  OVERLOADED: {
    status: 503,
    headers: { 'Retry-After': '30' },
    message: (limit: string) =>
      `The service holds ${limit} connections already, as many as it takes. Try again in half a minute.`,
  },
  NOT_READY: {
    status: 503,
    headers: { 'Retry-After': '5' },
    message: (reason: string) => `The service is not ready: ${reason}.`,
  },
  INVALID_BATCH: {
    status: 400,
    headers: {},
    message: (complaint: string) =>
      `This is no batch of insights: ${complaint}. Mend it; as it is, it is lost.`,
  },
  BODY_TOO_LARGE: {
    status: 413,
    headers: {},
    message: (limit: string) => `The body is longer than ${limit} bytes. Send less at a time.`,
  },
  NOT_KEPT: {
    status: 503,
    headers: { 'Retry-After': '30' },
    message: () => 'This could not be kept. Send it again in half a minute.',
  },
  CLOSING: {
    status: 503,
    headers: { 'Retry-After': '5' },
    message: () => 'The service is closing. Try again in a few seconds.',
  },
} as const
