import { existsSync, readFileSync } from 'node:fs'
import type { EvaluationDetails, FlagSet, FlagValue } from '@halyard/schema'
import { describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import { staticSource } from '../sources/static-source.ts'
import { withHooks } from './with-hooks.ts'

const shared = new URL('../../../../../shared/conformance/openfeature-spec/', import.meta.url)
const isAbsent = !existsSync(shared)
const read = (name: string): string => (isAbsent ? '' : readFileSync(new URL(name, shared), 'utf8'))

const stages = ['before', 'after', 'error', 'finally'] as const

/** A scenario of the feature file: its name, and its lines. */
function scenarios(feature: string): readonly { readonly name: string; readonly lines: readonly string[] }[] {
  return feature
    .split(/^\s*Scenario:/m)
    .slice(1)
    .map((text) => text.split('\n').map((line) => line.trim()))
    .map(([name = '', ...lines]) => ({
      name,
      lines: lines.filter((line) => /^(?:Given|When|Then|And|\|)/.test(line)),
    }))
}

/** Runs a scenario line by line; a line that says something else than is known here fails. */
function run(lines: readonly string[]): void {
  const called = Object.fromEntries(stages.map((stage) => [stage, vi.fn()]))
  const source = staticSource(JSON.parse(read('test-flags.flagd.json')) as FlagSet)
  const plain = createFlagClient({ source })
  plain.start()
  const client = withHooks(plain, [called])
  let asked: { readonly flagKey: string; readonly fallback: FlagValue } | undefined
  let detailed: readonly (EvaluationDetails | undefined)[] = []
  for (const line of lines) {
    const flag = /^And a (boolean|string)-flag with key "(.+)" and a fallback value "(.*)"$/.exec(line)
    const executed = /^(?:Then|And) the "(\w+)" hook should have been executed$/.exec(line)
    const hooks = /^And the "([\w, ]+)" hooks should be called with evaluation details$/.exec(line)
    const [, type, property, value] = line.split('|').map((cell) => cell.trim())
    if (flag) {
      const [, flagType, flagKey = '', fallback = ''] = flag
      asked = { flagKey, fallback: flagType === 'boolean' ? fallback === 'true' : fallback }
    } else if (line === 'When the flag was evaluated with details') {
      client.details(asked?.flagKey ?? '', asked?.fallback ?? '')
    } else if (executed) expect(called[executed[1] ?? '']).toHaveBeenCalledTimes(1)
    else if (hooks) {
      detailed = (hooks[1] ?? '').split(', ').map((stage) => called[stage]?.mock.calls[0]?.[1])
    } else if (type && property && value !== undefined) {
      if (type === 'data_type') continue
      for (const details of detailed) expect(partOf(details, property)).toEqual(typed(type, value))
    } else expect(line).toBe('Given a client with added hook')
  }
}

function partOf(details: EvaluationDetails | undefined, property: string): unknown {
  const name = property.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return details?.[name as keyof EvaluationDetails]
}

function typed(type: string, text: string): unknown {
  if (text === 'null') return undefined
  return type === 'boolean' ? text === 'true' : text
}

describe.skipIf(isAbsent)('hooks.feature of OpenFeature (skipped without ../shared/conformance)', () => {
  it.each(scenarios(read('gherkin/hooks.feature')))('$name', ({ lines }) => run(lines))

  it('has the scenarios that are known here', () => {
    expect(scenarios(read('gherkin/hooks.feature'))).toHaveLength(3)
  })
})
