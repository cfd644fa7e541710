import { expect, it } from 'vitest'
import {
  type ExplainedPart,
  type ExplanationReport,
  isContextPreview,
  isExplanationReport,
  MAX_PREVIEWED,
  MAX_RULE_TEXT,
} from './explanation-report.ts'

const part: ExplainedPart = {
  pointer: '/flags/hero/targeting',
  operator: 'fractional',
  label: 'split',
  inputs: [],
  result: 'on',
  decided: true,
  children: [],
  split: { hashed: 'herou1', bucket: 3, total: 10, ranges: [{ variant: 'on', from: 0, to: 10 }] },
}
const report: ExplanationReport = {
  outcome: { flagKey: 'hero', value: true, variant: 'on', reason: 'SPLIT' },
  tree: part,
  omittedParts: 0,
  rule: '{}',
  uses: {
    attributes: [],
    targetingKey: true,
    time: false,
    segments: [{ name: 'crew', rule: '' }],
    flags: [],
  },
}

/** Lists within lists. */
const nested = (depth: number): ExplainedPart =>
  Array.from({ length: depth }).reduce<ExplainedPart>((inner) => ({ ...part, children: [inner] }), part)

function circular(): unknown {
  const list: unknown[] = []
  list.push(list, list)
  return list
}

it('takes an explanation as a client makes it', () => {
  expect([isExplanationReport(report), isExplanationReport({ ...report, tree: nested(200) })]).toEqual([
    true,
    true,
  ])
})

it.each<[string, unknown]>([
  ['nothing', null],
  ['no outcome', { ...report, outcome: { flagKey: 'hero' } }],
  ['a value that no flag has', { ...report, outcome: { ...report.outcome, value: null } }],
  ['a tree that is none', { ...report, tree: [] }],
  ['a part without a result', { ...report, tree: { ...part, result: undefined } }],
  ['a tree that is too deep', { ...report, tree: nested(400) }],
  ['a tree that is too wide', { ...report, tree: { ...part, children: Array(1_000).fill(part) } }],
  [
    'a split to infinity',
    { ...report, tree: { ...part, split: { ...part.split, total: Number.POSITIVE_INFINITY } } },
  ],
  ['a rule that is too long', { ...report, rule: 'x'.repeat(MAX_RULE_TEXT + 1) }],
  ['inputs that are too heavy', { ...report, tree: { ...part, inputs: ['x'.repeat(5_000_000)] } }],
  ['a result that contains itself', { ...report, tree: { ...part, result: circular() } }],
  ['no uses', { ...report, uses: {} }],
  ['a segment without a rule', { ...report, uses: { ...report.uses, segments: [{ name: 'crew' }] } }],
])('refuses %s', (_, claimed) => {
  expect(isExplanationReport(claimed)).toBe(false)
})

it('takes a preview, and refuses one that is none or too long', () => {
  const preview = { changed: [report.outcome], leftOut: 0, evaluated: 3 }
  expect(isContextPreview(preview)).toBe(true)
  expect(isContextPreview({ ...preview, changed: Array(MAX_PREVIEWED + 1).fill(report.outcome) })).toBe(false)
  expect(isContextPreview({ ...preview, changed: [{}] })).toBe(false)
  const heavy = { ...report.outcome, value: 'x'.repeat(5_000_000) }
  expect(isContextPreview({ ...preview, changed: [heavy] })).toBe(false)
  expect(isContextPreview([])).toBe(false)
})
