import { ROUTES, type Route } from './routes.ts'

/** Where a path leads: one route for each method that it answers, and what stands in its places. */
export interface FoundRoute {
  readonly routes: readonly Route[]
  readonly params: { readonly [name: string]: string }
}

/**
 * Finds the calls that a path answers.
 *
 * @param path below an environment, as it stands in the address: `''`, `/flags/new%20checkout`.
 * @returns `undefined` where there are none, or a name in the path is not decodable or empty.
 * @example findRoute('/flags/checkout')?.params // { key: 'checkout' }
 */
export function findRoute(path: string): FoundRoute | undefined {
  const given = path.split('/').map(decode)
  for (const pattern of PATTERNS) {
    const params = match(pattern.split('/'), given)
    if (params) return { routes: ROUTES.filter((route) => route.path === pattern), params }
  }
  return undefined
}

/** Fixed words before places: `…/flags/{key}/enable` is no flag's name. */
const PATTERNS = [...new Set(ROUTES.map(({ path }) => path))]

function match(
  pattern: readonly string[],
  given: readonly (string | undefined)[],
): { readonly [name: string]: string } | undefined {
  if (pattern.length !== given.length) return undefined
  const params: [string, string][] = []
  for (const [index, part] of pattern.entries()) {
    const word = given[index]
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined ? word !== part : !word) return undefined
    if (name !== undefined && word !== undefined) params.push([name, word])
  }
  return Object.fromEntries(params)
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    // a lone % sign, or bytes that are no UTF-8
    return undefined
  }
}
