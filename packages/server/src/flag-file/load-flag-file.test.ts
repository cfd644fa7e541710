import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { formatProblem } from './format-problem.ts'
import { loadFlagFile, readFlagFile } from './load-flag-file.ts'

const good = `{
  "flags": {
    "checkout": {
      "state": "ENABLED",
      "variants": { "on": true, "off": false },
      "defaultVariant": "off",
      "targeting": { "if": [{ "ends_with": [{ "var": "email" }, "@example.com"] }, "on", null] }
    }
  }
}
`
const read = (text: string) => readFlagFile(new TextEncoder().encode(text))

/** The places and severities of what is wrong. */
function places(text: string): string[] {
  return read(text).problems.map(
    ({ line, column, severity, pointer }) => `${line}:${column} ${severity} ${pointer}`,
  )
}

describe('readFlagFile', () => {
  it('finds nothing wrong in a good file, with or without a byte order mark, with any line ends', () => {
    for (const text of [good, `\ufeff${good}`, good.replaceAll('\n', '\r\n'), good.replaceAll('\n', '\r')]) {
      expect(read(text)).toMatchObject({ status: 'readable', problems: [] })
    }
  })

  it('tells where an issue stands, with any line ends', () => {
    const bad = good.replace('"defaultVariant": "off"', '"defaultVariant": "onn"')
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      expect(places(bad.replaceAll('\n', lineEnd))).toEqual(['6:25 error /flags/checkout/defaultVariant'])
    }
  })

  it('tells where something is missing by what it is missing from', () => {
    expect(places(good.replace('"state": "ENABLED",', ''))).toEqual([
      expect.stringMatching(/^3:5 error \/flags\/checkout/),
    ])
  })

  it('warns of a name that stands twice', () => {
    const text =
      '{ "flags": {\n  "a": { "state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on" },\n  "a": { "state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on" } } }'
    const content = read(text)
    expect(content).toMatchObject({ status: 'readable', flagSet: { flags: { a: { state: 'DISABLED' } } } })
    expect(places(text)).toEqual(['3:3 warning /flags/a'])
  })

  it.each([
    ['an empty file', '', '1:1', 'the end of the file'],
    ['a missing comma', '{\n  "flags": {}\n  "metadata": {}\n}', '3:3', '"metadata"'],
    ['a comma too many', '{\n  "flags": {},\n}', '3:1', '}'],
    ['a comment', '{\n  // all of them\n  "flags": {}\n}', '2:3', '// all of them'],
    ['single quotes', "{ 'flags': {} }", '1:3', "'flags'"],
    ['an undefined', '{ "flags": undefined }', '1:12', 'undefined'],
    ['a second document', '{ "flags": {} } { }', '1:17', '{'],
    ['a NUL byte', '{ "flags": \0 }', '1:12', '\0'],
    ['a line break in a string', '{ "flags": { "a\nb": 1 } }', '1:14', '"a'],
    ['a wrong escape', '{ "a": "\\x" }', '1:8', '"\\x"'],
  ])('tells where %s is, and what belongs there', (_, text, place, found) => {
    const content = read(text)
    expect(content.status).toBe('unreadable')
    const [problem] = content.problems
    expect([`${problem?.line}:${problem?.column}`, problem?.found]).toEqual([place, found])
    expect(problem?.expected).not.toBe('')
    expect(problem?.fix).toMatch(/\.$/)
  })

  it('explains a file in another encoding', () => {
    const latin1 = Buffer.from('{ "flags": {\n "é": 1 } }', 'latin1')
    expect(readFlagFile(latin1).problems).toEqual([
      expect.objectContaining({ line: 2, column: 3, found: 'bytes that are not UTF-8' }),
    ])
    expect(readFlagFile(Buffer.from(good, 'utf16le')).problems).toHaveLength(1)
    expect(read(good.replace('example.com', '\ufffd')).problems).toEqual([])
  })

  it('survives nesting that would exhaust the stack', () => {
    for (const text of ['['.repeat(1e6), `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`]) {
      expect(read(text).problems[0]).toMatchObject({ line: 1, expected: 'at most 1024 levels' })
    }
    expect(read(good.replace('"on", null', `"${'['.repeat(1000)}", null`)).status).toBe('readable')
  })

  it('refuses more than 8 MiB with the size', () => {
    const [problem] = read(good.replace('example.com', 'x'.repeat(10 * 2 ** 20))).problems
    expect(problem).toMatchObject({ line: 1, found: 'a file of 10.0 MiB', expected: 'at most 8 MiB' })
  })

  it('tells at most 100 problems, and no warning instead of an error', () => {
    const names = Array.from({ length: 300 }, () => '"a": true').join(',')
    const content = read(`{ "x": { ${names} }, "flags": { "b": 1 } }`)
    expect(content.problems).toHaveLength(100)
    expect(content.omittedProblems).toBe(200)
    expect(content.problems.filter(({ severity }) => severity === 'error')).not.toEqual([])
  })

  it('never throws and always has a place and a remedy, wherever a file is cut off', () => {
    for (let length = 0; length < good.trimEnd().length; length++) {
      const content = read(good.slice(0, length))
      expect(content).toMatchObject({ status: 'unreadable', mayBeUnfinished: true })
      expectRemedies(content.problems, `cut off after ${length}`)
    }
  })

  it('never throws and always has a place and a remedy, whatever type stands anywhere', () => {
    const wrong = [null, true, 7, -0.5, 'text', '', [], {}, [null], { $ref: 'no' }, { a: { b: 1 } }]
    const paths = pathsOf(JSON.parse(good))
    expect(paths.length).toBeGreaterThan(15)
    let problemCount = 0
    for (const path of paths) {
      for (const value of wrong) {
        const { problems } = read(JSON.stringify(replaceAt(JSON.parse(good), path, value), null, 2))
        expectRemedies(problems, `${path.join('.')} = ${JSON.stringify(value)}`)
        problemCount += problems.length
      }
    }
    expect(problemCount).toBeGreaterThan(100)
  })

  it('never throws for any single byte changed', () => {
    const bytes = new TextEncoder().encode(good)
    for (let index = 0; index < bytes.length; index++) {
      for (const byte of [0, 0x22, 0x2c, 0x5b, 0x5c, 0x7d, 0x80, 0xff]) {
        const changed = bytes.slice()
        changed[index] = byte
        expectRemedies(readFlagFile(changed).problems, `byte ${index} = ${byte}`)
      }
    }
  })
})

describe('loadFlagFile', () => {
  it('reads a file', async () => {
    const path = join(await temporaryFolder(), 'flags.json')
    await writeFile(path, good)
    expect(await loadFlagFile(path)).toEqual(read(good))
  })

  it('explains a file that is not there, a folder, and a file of 9 GiB without reading it', async () => {
    const folder = await temporaryFolder()
    expect(await loadFlagFile(join(folder, 'no.json'))).toMatchObject({
      mayBeUnfinished: true,
      problems: [{ found: 'no file at this path' }],
    })
    await mkdir(join(folder, 'folder.json'))
    expect((await loadFlagFile(join(folder, 'folder.json'))).problems[0]?.found).toContain('EISDIR')
    const sparse = await open(join(folder, 'large.json'), 'w')
    await sparse.truncate(9 * 2 ** 30)
    await sparse.close()
    expect((await loadFlagFile(join(folder, 'large.json'))).problems[0]?.found).toBe('a file of 9216.0 MiB')
  })
})

function expectRemedies(problems: ReturnType<typeof read>['problems'], situation: string): void {
  for (const problem of problems) {
    expect(problem.line, situation).toBeGreaterThan(0)
    expect(problem.column, situation).toBeGreaterThan(0)
    expect(problem.expected, situation).not.toBe('')
    expect(problem.fix, situation).not.toBe('')
    const lines = formatProblem('flags.json', problem).split('\n')
    expect(lines.length, situation).toBeLessThanOrEqual(6)
    expect(lines.at(-3), situation).toMatch(/^ {2}found: {4}./)
  }
}

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const isArray = Array.isArray(value)
  return [
    path,
    ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, isArray ? Number(key) : key])),
  ]
}

function replaceAt(root: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  const entries = root as Record<string | number, unknown>
  entries[first] = replaceAt(entries[first], rest, value)
  return entries
}
