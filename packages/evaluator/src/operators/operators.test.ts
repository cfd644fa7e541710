import { RULE_OPERATORS } from '@halyard/schema'
import { expect, it } from 'vitest'
import { OPERATORS } from './operators.ts'

it('[E26] has every operator that the schema admits, and no other', () => {
  expect(Object.keys(OPERATORS).toSorted()).toEqual(Object.keys(RULE_OPERATORS).toSorted())
})
