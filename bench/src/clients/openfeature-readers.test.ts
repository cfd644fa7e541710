import { expect, it } from 'vitest'
import { sampleFlags } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { ReadSubject } from './client-subject.ts'
import { OPENFEATURE_READERS } from './openfeature-readers.ts'

it.each(Object.values<ReadSubject>(OPENFEATURE_READERS))('$name knows all boolean flags', async (subject) => {
  const flags = sampleFlags(100)
  const { read } = await subject.start(subject.describe(flags))
  const booleans = flags.filter(({ kind }) => kind === 'static' || kind === 'targeted')
  expect(booleans.map(({ key }) => read(key))).toEqual(booleans.map(valueForVisitor))
})
