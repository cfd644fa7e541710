import { expect, it } from 'vitest'
import { formatKeyPath, formatProblem } from './format-problem.ts'
import { readFlagFile } from './load-flag-file.ts'

function format(text: string): string {
  return readFlagFile(new TextEncoder().encode(text))
    .problems.map((problem) => formatProblem('flags.json', problem))
    .join('\n')
}

it('says where, shows the line with a caret, and says what, and how to mend it', () => {
  expect(format('{\n\t"flags": {},\n\t"metadata": tru\n}')).toBe(
    [
      'flags.json:3:14 error',
      '  3 |  "metadata": tru',
      '    |              ^^^',
      '  found:    tru',
      '  expected: a JSON value: an object, an array, a string in double quotes, a number, true, false or null',
      '  to mend:  Put text into double quotes, and remove what is not JSON.',
    ].join('\n'),
  )
})

it('names the key path of an issue', () => {
  const text =
    '{ "flags": {\n "new checkout": { "state": "ON", "variants": { "on": true }, "defaultVariant": "on" } } }'
  const [place, line, caret] = format(text).split('\n')
  expect(place).toBe('flags.json:2:29 error in flags["new checkout"].state')
  expect(line?.slice(caret?.indexOf('^'), (caret?.lastIndexOf('^') ?? 0) + 1)).toBe('"ON"')
})

it('shows no more of a long line than is needed, with the caret under the right place', () => {
  const filler = Array.from({ length: 2000 }, (_, index) => `"key${index}":${index}`).join(',')
  const [, line, caret] = format(`{"x":{${filler},"wrong" 7,${filler}}}`).split('\n')
  expect(line?.length).toBeLessThan(120)
  expect(line?.slice(caret?.indexOf('^'))).toMatch(/^7,/)
})

it('lets no file steer the terminal', () => {
  const text = format('{ "flags": { "\\u001b[2J\\u202e": 1 } }\u001b]0;owned\u0007')
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u.exec(text.replaceAll('\n', ''))?.[0] ?? '\u001b')
  expect(text).toContain('·')
})

it('writes key paths as code would', () => {
  expect(formatKeyPath('')).toBe('')
  expect(formatKeyPath('/flags/a~1b/variants/0')).toBe('flags["a/b"].variants[0]')
  expect(formatKeyPath('/$evaluators/is-staff')).toBe('$evaluators.is-staff')
})
