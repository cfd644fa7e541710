import { ENDPOINTS, OPERATING_ENDPOINTS } from '@halyard/protocol/wire'
import { findRoute } from '../management/find-route.ts'
import { ENVIRONMENTS_PATH } from '../management/management-api.ts'
import { OPENAPI_PATH } from '../management/openapi-document.ts'
import { BULK_PATH } from '../ofrep/ofrep-endpoint.ts'
import { REFETCH_STREAM_PATH } from '../ofrep/refetch-stream.ts'
import { TRIGGERS_PATH } from '../triggers/fire-trigger.ts'

const FIXED_PATHS: ReadonlySet<string> = new Set([
  ...Object.values(ENDPOINTS),
  ...Object.values(OPERATING_ENDPOINTS),
  ENVIRONMENTS_PATH,
  OPENAPI_PATH,
  BULK_PATH,
  REFETCH_STREAM_PATH,
])

/**
 * What a path fits. There are few of these, and what somebody puts into a path is in none, a secret least of all.
 *
 * @returns `unknown` where the service has nothing at a path.
 * @example routeName('/ofrep/v1/evaluate/flags/checkout') // '/ofrep/v1/evaluate/flags/{key}'
 */
export function routeName(path: string): string {
  if (FIXED_PATHS.has(path)) return path
  if (path.startsWith(`${BULK_PATH}/`)) return `${BULK_PATH}/{key}`
  if (path.startsWith(`${TRIGGERS_PATH}/`)) return `${TRIGGERS_PATH}/{secret}`
  if (!path.startsWith(`${ENVIRONMENTS_PATH}/`)) return 'unknown'
  const [, below = ''] = /^\/[^/]+(.*)$/s.exec(path.slice(ENVIRONMENTS_PATH.length)) ?? []
  const [route] = findRoute(below)?.routes ?? []
  return route ? `${ENVIRONMENTS_PATH}/{environment}${route.path}` : 'unknown'
}
