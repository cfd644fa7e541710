import type { ServiceRequest } from './service-request.ts'

/**
 * Tells whether a client that names entity tags in `If-None-Match` has what it asks for. Compares weakly, as RFC 9110
 * section 13.1.2 asks for.
 *
 * @example hasEntityTag(request, '"k3x9q2.17"') // true: answer 304
 */
export function hasEntityTag({ headers }: Pick<ServiceRequest, 'headers'>, etag: string): boolean {
  const named = (headers.get('if-none-match') ?? '').split(',')
  return named.some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}
