import type { ExplainedPart } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { SAMPLE_EXPLANATION, samplePart, sampleRead } from '../testing/sample-explanation.ts'
import type { Phrase } from '../text/why.ts'
import { reasonHeadline } from './reason-headline.ts'
import { type ReasonLine, reasonLines } from './reason-lines.ts'

const said = (phrase: Phrase | null | undefined): string =>
  (phrase ?? [])
    .map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : `*${part.name}*`))
    .join('')

/** Lines as a text: ✓ and ✗ for conditions, `!` for what decided, `(…)` for the detail. */
const drawn = (lines: readonly ReasonLine[], indent = ''): string[] =>
  lines.flatMap(({ holds, decided, words, detail, children }) => [
    `${indent}${holds === null ? '·' : holds ? '✓' : '✗'}${decided ? '!' : ' '}${said(words)}${detail ? ` (${said(detail)})` : ''}`,
    ...drawn(children, `${indent}  `),
  ])

/** How one condition of an `if` is said. */
const condition = (part: Partial<ExplainedPart>): string | undefined =>
  drawn(
    reasonLines(
      samplePart('/r', {
        operator: 'if',
        result: 'on',
        children: [samplePart('/r/if/0', part), samplePart('/r/if/1', { operator: 'var', result: 'on' })],
      }),
      undefined,
    ),
  )[0]

const compare = (operator: string, value: ExplainedPart['result'], literal: unknown, result: boolean) =>
  condition({
    operator,
    result,
    inputs: [value, literal as ExplainedPart['result']],
    children: [sampleRead(`/r/if/0/${operator}/0`, 'plan', value)],
  })

describe('the lines', () => {
  it('say what held, what did not, and what the outcome hangs on', () => {
    const { tree, decidedBy } = SAMPLE_EXPLANATION
    const lines = reasonLines(tree as ExplainedPart, decidedBy)
    expect(drawn(lines)).toEqual([
      '✗ not in *crew*',
      '  ✗ plan is none of "crew", "staff" (it is "team")',
      '✓!version is at least "2" (it is "2.1")',
      '·!the split by targetingKey gives "off"',
    ])
    expect(lines.map(({ isChooser }) => isChooser)).toEqual([false, false, true])
    expect(lines[2]?.split?.bucket).toBe(62)
  })

  it.each([
    [compare('==', 'crew', 'crew', true), '✓!plan is "crew"'],
    [compare('===', 'free', 'crew', false), '✗!plan is not "crew" (it is "free")'],
    [compare('!=', null, 'crew', true), '✓!plan is not "crew" (it is absent)'],
    [
      compare('starts_with', 'a@b.example', 'x', false),
      '✗!plan does not start with "x" (it is "a@b.example")',
    ],
    [compare('in', 'crew', ['crew'], true), '✓!plan is one of "crew" (it is "crew")'],
  ])('put comparisons into words: %s', (line, words) => {
    expect(line).toBe(words)
  })

  it('name attributes, flags that are prerequisites, the time, and what cannot be read', () => {
    expect(condition({ operator: 'var', label: 'beta', result: true })).toBe('✓!beta is true')
    expect(condition({ operator: 'var', label: 'beta', result: null })).toBe('✗!beta is absent')
    const flag = samplePart('/r/if/0/===/0', { operator: '$ref', label: 'x-variant-of:hero', result: 'on' })
    expect(condition({ operator: '===', inputs: ['on', 'on'], children: [flag] })).toBe(
      '✓!the flag hero is "on"',
    )
    const time = sampleRead('/r/if/0/>=/0', 'time', 1_700_000_000)
    expect(condition({ operator: '>=', inputs: [1_700_000_000, 1_600_000_000], children: [time] })).toMatch(
      /^✓!the time is not before Sep 1\d, 2020, .* \(it is Nov 1\d, 2023, .*\)$/,
    )
    expect(condition({ operator: 'missing', label: 'missing("a")', failed: true, result: null })).toBe(
      '·!missing("a") cannot be read',
    )
  })

  it('say what is denied as it is', () => {
    const crew = { ...samplePart('/r/if/0/!/0', { operator: '==', inputs: ['free', 'crew'], result: false }) }
    const read = sampleRead('/r/if/0/!/0/==/0', 'plan', 'free')
    expect(condition({ operator: '!', result: true, children: [{ ...crew, children: [read] }] })).toBe(
      '✓!plan is not "crew" (it is "free")',
    )
  })

  it('say how conditions count together, and have a line for each', () => {
    const both = samplePart('/r/if/0', {
      operator: 'and',
      result: false,
      children: [
        samplePart('/r/if/0/and/0', { operator: 'var', label: 'a', result: true, decided: false }),
        samplePart('/r/if/0/and/1', { operator: 'var', label: 'b', result: false }),
      ],
    })
    const tree = samplePart('/r', { operator: 'if', result: null, children: [both] })
    expect(drawn(reasonLines(tree, undefined))).toEqual([
      '✗!not all of these hold',
      '  ✓ a is true',
      '  ✗!b is false',
    ])
  })

  it('tell what holds otherwise from a condition', () => {
    const otherwise = samplePart('/r/if/2', { operator: 'var', label: 'variant', result: 'bold' })
    const no = samplePart('/r/if/0', { operator: 'var', label: 'beta', result: false })
    const tree = samplePart('/r', { operator: 'if', result: 'bold', children: [no, otherwise] })
    expect(drawn(reasonLines(tree, undefined))).toEqual(['✗!beta is false', '·!variant is "bold"'])
  })
})

describe('the headline', () => {
  it('says for how many, and because of what', () => {
    expect(said(reasonHeadline(SAMPLE_EXPLANATION, 'u1'))).toBe(
      '*off* for 88 % of visitors, because version is at least "2"; “u1” is among them.',
    )
  })

  it('names the segment', () => {
    const crew = samplePart('/r/if/0', { operator: '$ref', label: 'beta testers' })
    const tree = samplePart('/r', { operator: 'if', result: 'on', children: [crew] })
    const outcome = { flagKey: 'hero', variant: 'on', reason: 'TARGETING_MATCH' }
    const report = { ...SAMPLE_EXPLANATION, tree, outcome, decidedBy: '/r/if/0' }
    expect(said(reasonHeadline(report, undefined))).toBe('*on*, because they are in *beta testers*.')
  })

  it('is not there where no rule chose', () => {
    const { decidedBy: _, ...undecided } = SAMPLE_EXPLANATION
    expect(reasonHeadline(undecided, 'u1')).toBeNull()
  })
})
