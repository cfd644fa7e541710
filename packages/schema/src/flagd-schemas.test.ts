import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FlagSetResult, parseFlagSet } from './parse-flag-set.ts'

const folder = new URL('../../../../shared/conformance/flagd-schemas/test/', import.meta.url)

function readCases(path: string): [string, unknown][] {
  const place = new URL(`${path}/`, folder)
  if (!existsSync(place)) return []
  const names = readdirSync(place).filter((name) => name.endsWith('.json'))
  return names.map((name) => [name, JSON.parse(readFileSync(new URL(name, place), 'utf8'))])
}

function parseTargeting(targeting: unknown): FlagSetResult {
  const flag = { state: 'ENABLED', variants: { on: true }, targeting }
  // one of the valid rules refers to a shared rule of this name
  return parseFlagSet({ flags: { flag }, $evaluators: { 'some-ref': { var: 'x' } } })
}

describe.skipIf(!existsSync(folder))('flagd-schemas/test (skipped without ../shared/conformance)', () => {
  it.each([...readCases('flags/positive'), ...readCases('flagd/positive')])(
    'finds nothing in flags %s',
    (_, input) => {
      expect(parseFlagSet(input)).toMatchObject({ ok: true, issues: [] })
    },
  )

  it.each([...readCases('flags/negative'), ...readCases('flagd/negative')])(
    'finds the fault of flags %s',
    (_, input) => {
      expect(parseFlagSet(input).issues).not.toEqual([])
    },
  )

  it.each(readCases('targeting/positive'))('finds nothing in targeting %s', (_, input) => {
    expect(parseTargeting(input)).toMatchObject({ ok: true, issues: [] })
  })

  it.each(readCases('targeting/negative'))(
    'finds the fault of targeting %s, and keeps the flag',
    (_, input) => {
      const result = parseTargeting(input)
      expect(result.ok && Object.keys(result.flagSet.flags)).toEqual(['flag'])
      expect(result.issues[0]).toMatchObject({ severity: 'warning' })
    },
  )
})
