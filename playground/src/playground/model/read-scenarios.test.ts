import { readState, writeScenarioFile } from '@halyard/extension/scenarios'
import { addShare, encodeShare } from '@halyard/protocol/share'
import { describe, expect, it } from 'vitest'
import { readScenarios, writeScenarios } from './read-scenarios.ts'
import { initialSheet } from './sheet-state.ts'

const PAGE = 'http://127.0.0.1:4890/'
const SHOWN = initialSheet(PAGE)
const SHARE = { overrides: new Map([['hero', 'bold']]), context: { targetingKey: 'ada' }, name: 'Bold' }
const AS_SHEET = {
  ...SHOWN,
  name: 'Bold',
  flags: [{ flagKey: 'hero', values: ['bold'] }],
  personas: [{ name: 'Bold', context: SHARE.context }],
}
const COMPARING = {
  ...AS_SHEET,
  name: 'Everything',
  flags: [{ flagKey: 'hero', values: ['bold'] }, { flagKey: 'fee' }],
}

describe('a file', () => {
  it('that the panel wrote is read here', () => {
    expect(readScenarios(writeScenarioFile([SHARE]), SHOWN, 0)).toEqual({
      kind: 'scenarios',
      scenarios: [AS_SHEET],
    })
  })

  it('that is written here is read by the panel, and is a whole sheet again here', () => {
    const text = writeScenarios([AS_SHEET, COMPARING])
    expect(readState(text, 0)).toEqual({
      kind: 'scenarios',
      scenarios: [SHARE, { ...SHARE, name: 'Everything' }],
    })
    const elsewhere = initialSheet('http://elsewhere.example/')
    expect(readScenarios(text, elsewhere, 0)).toEqual({ kind: 'scenarios', scenarios: [AS_SHEET, COMPARING] })
  })

  it('that somebody damaged is refused as a whole', () => {
    const text = writeScenarios([COMPARING]).replace('"bold"', 'null')
    expect(readScenarios(text, SHOWN, 0)).toMatchObject({ kind: 'problem', problem: /scenario 1/ })
  })

  it('of flags is no scenario', () => {
    expect(readScenarios('{"flags":{}}', SHOWN, 0)).toMatchObject({ problem: /file of flags/ })
  })
})

describe('a link', () => {
  it('with a share is a state to show', () => {
    expect(readScenarios(addShare(PAGE, encodeShare(SHARE)), SHOWN, 0)).toEqual({
      kind: 'sheet',
      state: AS_SHEET,
    })
  })

  it('to a playground is a sheet to show', () => {
    const link = `http://127.0.0.1:4880/?page=${encodeURIComponent('http://127.0.0.1:9/')}&flag=hero`
    expect(readScenarios(` ${link}\n`, SHOWN, 0)).toEqual({
      kind: 'sheet',
      state: { ...initialSheet('http://127.0.0.1:9/'), flags: [{ flagKey: 'hero' }] },
    })
  })

  it('with a share that has expired says so', () => {
    const link = addShare(PAGE, encodeShare({ ...SHARE, expiresAtMs: 1 }))
    expect(readScenarios(link, SHOWN, 2)).toMatchObject({ kind: 'problem', problem: /expired/ })
  })
})

it.each([
  '',
  'nonsense',
  '{',
  '[]',
  '{"halyard":"scenarios","version":1,"scenarios":[null]}',
  'http://x/#sheet=',
])('says what is wrong with %j, or shows what there is', (text) => {
  expect(['problem', 'sheet']).toContain(readScenarios(text, SHOWN, 0).kind)
})
