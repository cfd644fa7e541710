import { addShare, encodeShare } from '@halyard/protocol/share'
import { describe, expect, it } from 'vitest'
import { BUG_REPORT_WORDS } from '../text/scenarios.ts'
import { MAX_LISTED_FLAGS, writeBugReport } from './bug-report.ts'
import type { PageSnapshot } from './page-snapshot.ts'
import { readState } from './read-state.ts'
import { writeScenarioFile } from './scenario-file.ts'
import { writeSnapshot } from './snapshot-format.ts'

const SNAPSHOT: PageSnapshot = {
  name: 'Basket',
  takenAtMs: 1_800_000_000_000,
  url: 'https://shop.example/basket?`|x',
  sdk: 'sample-sdk',
  state: 'live',
  revision: '7',
  userAgent: 'Test/1',
  share: { overrides: new Map([['hero', 'bold']]), context: { targetingKey: 'u1', note: '```\n</details>' } },
  flags: new Map([
    ['a|b', { value: 'x`y\n| z', variant: 'on', reason: 'STATIC' }],
    ['hero', { value: 'bold', reason: 'OVERRIDE' }],
    ['__proto__', { reason: 'ERROR' }],
  ]),
}

const report = writeBugReport(SNAPSHOT, BUG_REPORT_WORDS)
const problemOf = (text: string, nowMs = 0) => {
  const read = readState(text, nowMs)
  return read.kind === 'problem' ? read.problem : read.kind
}

describe('a bug report', () => {
  it('is a table for people, in which no value is markup, with what is overridden first', () => {
    const lines = report.split('\n')
    const first = lines.indexOf('| --- | --- | --- | --- | --- |') + 1
    expect(lines.slice(first, first + 3)).toEqual([
      '| `hero` | `"bold"` |  | `OVERRIDE` | overridden |',
      '| `a\\|b` | `` "x`y\\n\\| z" `` | `on` | `STATIC` |  |',
      '| `__proto__` |  |  | `ERROR` |  |',
    ])
    expect(lines.filter((line) => line.startsWith('```'))).toEqual(['```json', '```', '```json', '```'])
  })

  it.each([
    ['as it was written', report],
    [
      'between other words, quoted, with other line ends',
      `Hi,\n> ${report.replaceAll('\n', '\r\n> ')}\r\nBye`,
    ],
    ['as a page shows it, without its fences', report.replaceAll('```json', '').replaceAll('```', '')],
    ['with markup behind its last line', `${JSON.stringify(writeSnapshot(SNAPSHOT))}</code></pre>`],
    ['as the file of its snapshot', JSON.stringify(writeSnapshot(SNAPSHOT))],
    ['as that file, laid out anew', JSON.stringify(writeSnapshot(SNAPSHOT), null, 2)],
  ])('is read %s', (_, text) => {
    expect(readState(text, 0)).toEqual({ kind: 'snapshot', snapshot: SNAPSHOT })
  })

  it('says what is wrong with it', () => {
    expect(problemOf(report.slice(0, report.indexOf('<details>')))).toContain('copy the report to its end')
    expect(problemOf(report.slice(0, -100))).toContain('cut off or was changed')
    expect(problemOf(report.replace('"snapshot","version":1', '"snapshot","version":2'))).toContain(
      'version 2',
    )
    expect(problemOf(report.replace(/"share":"1\./, '"share":"1.x'))).toMatch(/^This is no share/)
    expect(problemOf(report.replace('"reason":"ERROR"', '"reason":7'))).toContain('"__proto__"')
    expect(problemOf(report.replace('"flags":{', '"flags":7,"x":{'))).toContain('no flags')
    expect(problemOf(report.replace('"url":"', '"url":7,"x":"'))).toContain('"url"')
  })

  it('lists so many flags for people, and has all of them for the panel', () => {
    const flags = new Map(Array.from({ length: 2_000 }, (_, index) => [`f${index}`, { reason: 'STATIC' }]))
    const long = writeBugReport({ ...SNAPSHOT, flags }, BUG_REPORT_WORDS)
    expect(long.split('\n').filter((line) => line.startsWith('| `f'))).toHaveLength(MAX_LISTED_FLAGS)
    expect(long).toContain('1,700 more flags')
    const read = readState(long, 0)
    expect(read.kind === 'snapshot' && read.snapshot.flags.size).toBe(2_000)
  })
})

describe('other texts', () => {
  const share = { overrides: new Map([['hero', 'bold']]), name: 'Bold', expiresAtMs: 2_000 }
  const text = encodeShare(share)

  it.each([
    ['a share', text],
    ['a link', addShare('https://shop.example/#/cart', text)],
    ['a link among words', `Look at ${addShare('https://shop.example/', text)} please`],
  ])('%s is a share', (_, given) => {
    expect(readState(given, 1_000)).toEqual({ kind: 'share', share })
    expect(problemOf(given, 2_000)).toContain('expired')
  })

  it('a file of scenarios is what was written, and one that is wrong says which, and why', () => {
    const file = writeScenarioFile([share, { overrides: new Map() }])
    expect(readState(file, 0)).toEqual({ kind: 'scenarios', scenarios: [share, { overrides: new Map() }] })
    expect(problemOf(file.replace('"bold"', 'null'))).toMatch(/Scenario 1 of this file: .*"hero" is null/)
    expect(problemOf(file.replace('"version": 1', '"version": 9'))).toContain('version 9')
    expect(problemOf('{"halyard":"scenarios","version":1,"scenarios":[7]}')).toContain('no object')
    expect(problemOf('{"halyard":"scenarios","version":1,"scenarios":[]}')).toContain('no "scenarios"')
  })

  it('what has flags is a file of flags', () => {
    expect(readState('{"flags":{}}', 0)).toEqual({ kind: 'flag-file', json: { flags: {} } })
  })

  it.each([
    ['', /nothing in it/],
    ['hello', /No state was found/],
    ['{"a":', /none: /],
    ['{"a":1}', /neither a snapshot/],
    ['2.AAAA', /version 2/],
  ])('%j says what is wrong', (given, expected) => {
    expect(problemOf(given)).toMatch(expected)
  })
})
