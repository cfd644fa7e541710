import { ENDPOINTS } from '@halyard/protocol/wire'

/** What every answer carries: any page may read it, the headers clients need included, and nobody guesses its type. */
export const COMMON_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After',
  'X-Content-Type-Options': 'nosniff',
} as const

const METHODS = 'GET, HEAD, OPTIONS'

/** Answers a browser that asks whether it may send `Last-Event-ID` or `If-None-Match`; it may remember that for a day. */
export function answerPreflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...COMMON_HEADERS,
      Allow: METHODS,
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': 'Last-Event-ID, If-None-Match, Cache-Control',
      'Access-Control-Max-Age': '86400',
    },
  })
}

/** Why a request gets no answer; the codes are permanent. */
export type ServiceErrorCode = keyof typeof ERRORS

/**
 * Answers with an error: `{ error: { code, message } }`, the message saying what there is instead.
 *
 * @param subject what was asked for: the path, the method.
 */
export function answerError(code: ServiceErrorCode, subject: string): Response {
  const { status, headers, message } = ERRORS[code]
  const error = { code, message: message(subject.slice(0, 200)) }
  return Response.json(
    { error },
    { status, headers: { ...COMMON_HEADERS, ...headers, 'Cache-Control': 'no-store' } },
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
    headers: { Allow: METHODS },
    message: (method: string) => `${method} is not possible here. This service answers ${METHODS}.`,
  },
  BAD_REQUEST: {
    status: 400,
    headers: {},
    message: (address: string) =>
      `${address} is not an address. Ask for ${Object.values(ENDPOINTS).join(', ')}.`,
  },
  CLOSING: {
    status: 503,
    headers: { 'Retry-After': '5' },
    message: () => 'The service is closing. Try again in a few seconds.',
  },
} as const
