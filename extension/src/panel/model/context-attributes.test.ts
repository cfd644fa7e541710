import { expect, it } from 'vitest'
import {
  attributesOf,
  contextOfAttributes,
  contextOfText,
  type DraftAttribute,
} from './context-attributes.ts'

const line = (id: number, name: string, type: DraftAttribute['type'], text: string) => ({
  id,
  name,
  type,
  text,
})

it('takes a context apart and puts it together again', () => {
  const context = JSON.parse(
    '{"age":7.5,"targetingKey":"u1","crew":false,"none":null,"address":{"country":"CH"},"__proto__":"x","empty":""}',
  )
  const attributes = attributesOf(context)
  expect(attributes.map(({ name, type, text }) => [name, type, text])).toEqual([
    ['targetingKey', 'string', 'u1'],
    ['age', 'number', '7.5'],
    ['crew', 'boolean', 'false'],
    ['none', 'json', 'null'],
    ['address', 'json', '{"country":"CH"}'],
    ['__proto__', 'string', 'x'],
    ['empty', 'string', ''],
  ])
  const parsed = contextOfAttributes(attributes)
  expect(parsed.ok && Object.entries(parsed.context).sort()).toEqual(Object.entries(context).sort())
})

it('says at each attribute what is wrong with it', () => {
  const parsed = contextOfAttributes([
    line(1, 'plan', 'string', 'team'),
    line(2, 'plan', 'string', 'free'),
    line(3, '', 'string', 'x'),
    line(4, 'age', 'number', '7,5'),
    line(5, 'address', 'json', '{"a":\n}'),
    line(6, 'targetingKey', 'number', '7'),
  ])
  expect(parsed.ok ? [] : [...parsed.problems]).toEqual([
    [2, 'There is another attribute “plan”.'],
    [3, 'Name the attribute.'],
    [4, 'A number is written as 12 or 0.5.'],
    [5, expect.stringContaining('line 2, column 1')],
    [6, 'The targeting key has to be a text.'],
  ])
})

it('reads a context from JSON, and says what is wrong with it', () => {
  expect(contextOfText('{"plan":"team"}')).toEqual({ ok: true, context: { plan: 'team' } })
  const problem = (text: string) => {
    const parsed = contextOfText(text)
    return parsed.ok ? null : parsed.problems.get('text')
  }
  expect(problem('{"plan":\n"team"')).toContain('Not valid JSON')
  expect(problem('[]')).toContain('an object')
  expect(problem('{"targetingKey":7}')).toContain('a text')
})
