import { stripVTControlCharacters } from 'node:util'
import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { formatTable, tableWidth } from './format-table.ts'
import { PLAIN } from './problem-text.ts'

const header = ['flag', 'state', 'what']
const rows = [
  ['recommendations', 'enabled', 'released to on 10 %, off 90 %, and to everybody in the segment staff'],
  ['hero', 'disabled', ''],
]

describe('formatTable', () => {
  it('aligns its columns, without a blank at the end of a line', () => {
    expect(
      formatTable(
        ['flag', 'state'],
        [
          ['hero', 'enabled'],
          ['a', ''],
        ],
        PLAIN,
      ),
    ).toBe('  flag  state\n  hero  enabled\n  a')
  })

  it('cuts long cells where nobody knows the width, and those alone that do not fit where somebody does', () => {
    const [, long] = formatTable(header, rows, PLAIN).split('\n')
    expect(long).toMatch(
      /^ {2}recommendations {2}enabled {3}released to on 10 %, off 90 %, and to everybody…$/,
    )
    expect(formatTable(header, rows, PLAIN, tableWidth(header, rows))).toContain('segment staff')
    for (const width of [80, 60, 45]) {
      const lines = formatTable(header, rows, PLAIN, width).split('\n')
      expect(Math.max(...lines.map((line) => line.length))).toBe(width)
      // what names the row is needed for the next command
      expect(lines[1]).toMatch(/^ {2}recommendations {2}enabled .*…$/)
    }
    expect(formatTable(header, rows, PLAIN, 30)).toMatch(/^ {2}rec\w*…/m)
  })

  it('paints without moving anything', () => {
    const colors = picocolors.createColors(true)
    const painted = rows.map(([key = '', state = '', what = '']) => [
      key,
      { text: state, paint: colors.red },
      what,
    ])
    const text = formatTable(header, painted, colors, 60)
    expect(text).toContain(colors.red('disabled'))
    expect(stripVTControlCharacters(text)).toBe(formatTable(header, rows, PLAIN, 60))
  })

  it('lets no cell move the cursor', () => {
    expect(formatTable(['flag'], [['a\u001b[2J']], PLAIN)).not.toContain('\u001b')
  })
})
