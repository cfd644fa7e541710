import type { EvaluationContext, FlagValue } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FRAME_NAME_PREFIX,
  type FrameAppearance,
  type FrameAssignment,
  formatFrameName,
  parseFrameAssignment,
} from './frame-assignment.ts'
import { formatOverrides, parseOverrides } from './override-record.ts'

const NOW = 1_000

const read = (name: string): FrameAssignment =>
  parseFrameAssignment(name.slice(FRAME_NAME_PREFIX.length), NOW)

const text = fc.string({ unit: 'binary', maxLength: 12 })
const json = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)))
const flagValue = json.filter((value) => value !== null && !Array.isArray(value)) as fc.Arbitrary<FlagValue>
const assignments: fc.Arbitrary<FrameAssignment> = fc.record(
  {
    overrides: fc
      .array(
        fc.tuple(
          fc.oneof(text, fc.constant('__proto__')),
          flagValue.map((value) => ({ value })),
        ),
      )
      .map((entries) => new Map(entries)),
    context: fc.dictionary(
      text.filter((key) => key !== 'targetingKey'),
      json,
      { noNullPrototype: true },
    ) as fc.Arbitrary<EvaluationContext>,
    appearance: fc.constantFrom<FrameAppearance>(
      { direction: 'rtl' },
      { reducedMotion: true },
      { direction: 'rtl', reducedMotion: true, forcedColors: true },
    ),
  },
  { requiredKeys: ['overrides'] },
)

describe('frame assignment', () => {
  it('comes back from the name as it was', () => {
    fc.assert(
      fc.property(assignments, (assignment) => {
        expect(read(formatFrameName(assignment))).toEqual(assignment)
      }),
    )
  })

  it('has one name, in whatever order it was put together', () => {
    fc.assert(
      fc.property(assignments, (assignment) => {
        const { overrides, context } = assignment
        const turned = {
          ...assignment,
          overrides: new Map([...overrides].reverse()),
          ...(context && { context: Object.fromEntries(Object.entries(context).reverse()) }),
        }
        expect(formatFrameName(turned)).toBe(formatFrameName(assignment))
      }),
    )
  })

  it('is read by clients that know of overrides alone, and the other way round', () => {
    const overrides = new Map([['hero', { value: 'bold' }]])
    const name = formatFrameName({ overrides, context: { plan: 'crew' } })
    expect(parseOverrides(name.slice(FRAME_NAME_PREFIX.length), NOW)).toEqual(overrides)
    expect(read(FRAME_NAME_PREFIX + formatOverrides(overrides))).toEqual({ overrides })
  })

  it('is an empty name where nothing is assigned, and a context where it has no attribute', () => {
    expect(formatFrameName({ overrides: new Map(), appearance: {} })).toBe(FRAME_NAME_PREFIX)
    expect(read(FRAME_NAME_PREFIX)).toEqual({ overrides: new Map() })
    expect(read(formatFrameName({ overrides: new Map(), context: {} })).context).toEqual({})
  })

  it.each([
    ['cut off', '{"version":2,"overr'],
    ['another version', '{"version":1,"context":{},"appearance":{"direction":"rtl"}}'],
    ['a list', '[2]'],
    ['of other shapes', '{"version":2,"context":["a"],"appearance":"rtl"}'],
    ['a context without a text for a targeting key', '{"version":2,"context":{"targetingKey":7}}'],
    ['an appearance that nobody knows', '{"version":2,"appearance":{"direction":"up","forcedColors":1}}'],
  ])('is nothing where it is damaged: %s', (_, damaged) => {
    expect(read(FRAME_NAME_PREFIX + damaged)).toEqual({ overrides: new Map() })
  })

  it('loses the damaged part alone', () => {
    const damaged =
      '{"version":2,"overrides":{"a":{"value":1}},"context":7,"appearance":{"reducedMotion":true}}'
    expect(read(FRAME_NAME_PREFIX + damaged)).toEqual({
      overrides: new Map([['a', { value: 1 }]]),
      appearance: { reducedMotion: true },
    })
  })
})
