import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'

/** The byte limits that the build enforces, of the bundles whose names begin alike. */
export function enforcedLimits(nameStart: string): readonly string[] {
  const limits = JSON.parse(readFileSync(join(REPOSITORY, '.size-limit.json'), 'utf8')) as {
    readonly name: string
    readonly limit: string
  }[]
  return limits.filter(({ name }) => name.startsWith(nameStart)).map(({ limit }) => limit)
}
