import type { FlagReport } from '@halyard/devtools'
import { FRAME_NAME_PREFIX, parseOverrides } from '@halyard/protocol/overrides'
import { describe, expect, it } from 'vitest'
import { formatFlagValue } from './format-flag-value.ts'
import { listCells, SERVED_CELL } from './list-cells.ts'

const flag: FlagReport = { flagKey: 'hero', reason: 'STATIC', flagMetadata: {}, observed: true }

describe('listCells', () => {
  it('shows the page as it is served, before and after a flag is known', () => {
    expect(listCells(undefined)).toEqual([SERVED_CELL])
    expect(listCells(flag)).toEqual([SERVED_CELL])
  })

  it('has a frame for each variation, named so that the client in it finds the value', () => {
    const cells = listCells({ ...flag, variants: { calm: { text: 'Grüße ⛵' }, none: { text: '' } } })
    expect(cells.map(({ id, variant }) => [id, variant])).toEqual([
      ['served', undefined],
      ['variant:calm', 'calm'],
      ['variant:none', 'none'],
    ])
    const name = cells[1]?.frameName ?? ''
    expect(name.startsWith(FRAME_NAME_PREFIX)).toBe(true)
    expect(parseOverrides(name.slice(FRAME_NAME_PREFIX.length), 0)).toEqual(
      new Map([['hero', { value: { text: 'Grüße ⛵' } }]]),
    )
  })

  it('names the frame of the served page too, so that its client leaves the overrides of the tab alone', () => {
    expect(SERVED_CELL.frameName).toBe(FRAME_NAME_PREFIX)
  })

  it('knows both values of a boolean flag whose variants are not told', () => {
    const cells = listCells({ ...flag, type: 'boolean' })
    expect(cells.map(({ value }) => value)).toEqual([undefined, true, false])
  })
})

describe('formatFlagValue', () => {
  it('writes values as they stand in code, on one line', () => {
    expect(formatFlagValue('bold')).toBe('"bold"')
    expect(formatFlagValue({ text: 'a\nb' })).toBe('{"text":"a\\nb"}')
  })

  it('cuts what is too long for a label', () => {
    expect(formatFlagValue('x'.repeat(200))).toHaveLength(80)
  })
})
