import manifest from '../package.json' with { type: 'json' }

/**
 * Says that a version of Node.js is too old to run the command, and what to do; `undefined` where it is not.
 *
 * @param version as `process.versions.node`.
 * @example oldNodeComplaint('20.20.2') // 'halyard needs Node.js 24 or newer, …'
 */
export function oldNodeComplaint(version: string): string | undefined {
  const [wanted = 0] = manifest.engines.node.match(/\d+/)?.map(Number) ?? []
  if (Number.parseInt(version, 10) >= wanted) return undefined
  return `halyard needs Node.js ${wanted} or newer, and this is ${version}. Install a newer one: https://nodejs.org/en/download`
}
