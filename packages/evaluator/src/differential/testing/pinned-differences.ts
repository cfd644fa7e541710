import type { EvaluationContext, JsonValue } from '@halyard/schema'

/** Differences that no other words of a rule would show: generated contexts leave out what leads to them. */
export const PINNED_DIFFERENCES: readonly {
  readonly title: string
  readonly reason: string
  readonly rule: JsonValue
  readonly context: EvaluationContext
  /** The variant. */
  readonly ours: string
  /** The variant, or the code of the error. */
  readonly theirs: string
}[] = [
  {
    title: 'an empty object is false',
    reason: 'Truth is JavaScript’s, for which every object is true (E22).',
    rule: { if: [{ var: 'address' }, 'a', 'b'] },
    context: { address: {} },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'null equals false and the empty text',
    reason: 'Null equals nothing but null (E28).',
    rule: { if: [{ '==': [{ var: 'plan' }, false] }, 'b', 'a'] },
    context: { plan: null },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a text that only begins as a number is an error',
    reason: '"+" and "*" read their operands as parseFloat does (E28).',
    rule: { if: [{ '===': [{ '+': ['12px', 1] }, 13] }, 'a', 'b'] },
    context: {},
    ours: 'a',
    theirs: 'GENERAL',
  },
  {
    title: 'a text in base 16 is a number',
    reason: '"+" and "*" read their operands as parseFloat does (E28).',
    rule: { if: [{ '===': [{ '+': ['0x10'] }, 0] }, 'a', 'b'] },
    context: {},
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'what is true is the number 1 to "+" and "*"',
    reason: 'To parseFloat it is no number (E28).',
    rule: { if: [{ '===': [{ '+': [{ var: 'isBeta' }, 1] }, 2] }, 'b', 'a'] },
    context: { isBeta: true },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a third operand of "-" is subtracted, too',
    reason: 'A third operand counts for "<" and "<=" only (E28).',
    rule: { if: [{ '===': [{ '-': [3, 2, 1] }, 1] }, 'a', 'b'] },
    context: {},
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a comparison of what is no number is an error',
    reason: 'It is false, as in JavaScript (E28).',
    rule: { if: [{ '<': [{ var: 'plan' }, 1] }, 'b', 'a'] },
    context: { plan: 'team' },
    ours: 'a',
    theirs: 'GENERAL',
  },
  {
    title: 'a division by 0 is an error',
    reason: 'It gives what it gives in JavaScript (E28).',
    rule: { if: [{ '>': [{ '/': [1, { var: 'age' }] }, 5] }, 'a', 'b'] },
    context: { age: 0 },
    ours: 'a',
    theirs: 'GENERAL',
  },
  {
    title: 'a number has no part',
    reason: '"substr" takes its part of whatever as a text (E29).',
    rule: { if: [{ '===': [{ substr: [{ var: 'age' }, 0, 1] }, '4'] }, 'a', 'b'] },
    context: { age: 42 },
    ours: 'a',
    theirs: 'GENERAL',
  },
  {
    title: 'a text is a list of its characters to "all", "some" and "none"',
    reason: 'What is no list has no elements (E29).',
    rule: { if: [{ some: [{ var: 'plan' }, true] }, 'b', 'a'] },
    context: { plan: 'team' },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a sum by "reduce" begins with 0 where its start is null',
    reason: 'The start is null then (E29), which is no number to "+" (E28).',
    rule: {
      if: [
        {
          '===': [
            { reduce: [[1, 2], { '+': [{ var: 'current' }, { var: 'accumulator' }] }, { var: 'age' }] },
            3,
          ],
        },
        'b',
        'a',
      ],
    },
    context: {},
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a sum by "reduce" is a number even where there is nothing to add',
    reason: 'Without elements, "reduce" gives its start (E29).',
    rule: {
      if: [
        {
          '===': [
            { reduce: [[], { '+': [{ var: 'current' }, { var: 'accumulator' }] }, { var: 'plan' }] },
            '12',
          ],
        },
        'a',
        'b',
      ],
    },
    context: { plan: '12' },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a version may have blanks around it',
    reason: 'Blanks belong to no version (E41).',
    rule: { if: [{ sem_ver: [{ var: 'version' }, '=', '1.2.0'] }, 'b', 'a'] },
    context: { version: ' 1.2.0' },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a bucket of three parts spoils its split',
    reason: 'What follows the weight does not count (E33), as it does not for flagd in Go.',
    rule: { fractional: ['x', ['a', 1, 'note']] },
    context: {},
    ours: 'a',
    theirs: 'c',
  },
  {
    title: 'an attribute that is null is not missing',
    reason: 'What is null or an empty text is missing (E29).',
    rule: { if: [{ missing: ['plan'] }, 'a', 'b'] },
    context: { plan: null },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'an attribute that is an empty text is not missing',
    reason: 'What is null or an empty text is missing (E29).',
    rule: { if: [{ missing: ['plan'] }, 'a', 'b'] },
    context: { plan: '' },
    ours: 'a',
    theirs: 'b',
  },
  {
    title: 'a text beyond ASCII is hashed as UTF-16',
    reason: 'The hash is over UTF-8 bytes (E34).',
    rule: { fractional: ['Jürg', ['a', 1], ['b', 1]] },
    context: {},
    ours: 'a',
    theirs: 'b',
  },
]
