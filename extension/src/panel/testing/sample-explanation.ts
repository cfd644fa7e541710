import type { ExplainedPart, ExplanationReport } from '@halyard/devtools'

/** One part of a rule, with what a test cares about. */
export function samplePart(pointer: string, parts: Partial<ExplainedPart>): ExplainedPart {
  const operator = pointer.split('/').findLast((step) => Number.isNaN(Number(step))) ?? ''
  return {
    pointer,
    operator,
    label: operator,
    inputs: [],
    result: true,
    decided: true,
    children: [],
    ...parts,
  }
}

/** What a rule read. */
export function sampleRead(pointer: string, label: string, result: ExplainedPart['result']): ExplainedPart {
  return samplePart(pointer, { operator: 'var', label, inputs: [label], result })
}

const RULE = '/flags/new-checkout/targeting'

/** A flag that is on for the crew, and else for a part of those on version 2, of whom this visitor is none. */
export const SAMPLE_EXPLANATION: ExplanationReport = {
  outcome: { flagKey: 'new-checkout', value: false, variant: 'off', reason: 'SPLIT' },
  tree: samplePart(RULE, {
    operator: 'if',
    result: 'off',
    children: [
      samplePart(`${RULE}/if/0`, {
        operator: '$ref',
        label: 'crew',
        inputs: ['crew'],
        result: false,
        decided: false,
        children: [
          samplePart('/$evaluators/crew', {
            operator: 'in',
            inputs: ['team', ['crew', 'staff']],
            result: false,
            decided: false,
            children: [{ ...sampleRead('/$evaluators/crew/in/0', 'plan', 'team'), decided: false }],
          }),
        ],
      }),
      samplePart(`${RULE}/if/2`, {
        operator: 'sem_ver',
        inputs: ['2.1', '>=', '2'],
        children: [sampleRead(`${RULE}/if/2/sem_ver/0`, 'version', '2.1')],
      }),
      samplePart(`${RULE}/if/3`, {
        operator: 'fractional',
        label: 'split',
        result: 'off',
        split: {
          hashed: 'new-checkoutu1',
          bucket: 62,
          total: 100,
          ranges: [
            { variant: 'on', from: 0, to: 12 },
            { variant: 'off', from: 12, to: 100 },
          ],
        },
      }),
    ],
  }),
  decidedBy: `${RULE}/if/3`,
  omittedParts: 0,
  nextChangeAtMs: Date.UTC(2027, 0, 1, 12),
  rule: '{\n  "if": ["…"]\n}',
  uses: {
    attributes: ['plan', 'version'],
    targetingKey: true,
    time: true,
    segments: [{ name: 'crew', result: false, rule: '{ "in": [{ "var": "plan" }, ["crew", "staff"]] }' }],
    flags: ['hero'],
  },
}
