import type { RequestHeaders } from '../service-request.ts'

/**
 * The credential that a request brings along, `""` where it brings none: `Authorization: Bearer`, `X-API-Key`, or `?key=` for
 * what cannot send headers, such as a browser's `EventSource`.
 *
 * @param url where a key may stand; without it, the address does not count, because addresses end up in logs.
 * @example readSecret(new Headers({ Authorization: 'Bearer abc' })) // 'abc'
 */
export function readSecret(headers: RequestHeaders, url?: URL): string {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return bearer ?? headers.get('x-api-key') ?? url?.searchParams.get('key') ?? ''
}
