import type { EvaluationContext, FlagValue } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSheetAddress, parseSheetAddress } from './sheet-address.ts'
import { COVERAGES, initialSheet, MAX_LIMIT, OVERLAY_MODES, type SheetState } from './sheet-state.ts'
import { LONGEST_SIDE, SHORTEST_SIDE } from './viewports.ts'

const DEFAULT = 'http://127.0.0.1:4890/'

/** As a browser would hold it: through a URL, which percent-encodes on its own account. */
function roundTrip(state: SheetState) {
  const url = new URL(formatSheetAddress(state, DEFAULT), 'http://127.0.0.1:4880/')
  return parseSheetAddress(new URL(url.href), DEFAULT)
}

// JSON has no -0.
const json = fc
  .jsonValue({ depthSize: 'small' })
  .map((value) => JSON.parse(JSON.stringify(value)) as FlagValue)
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('🪁', '👩🏽‍🚀', '𝒽𝒶𝓁𝓎𝒶𝓇𝒹', '__proto__', 'constructor', '&=#?%', '\ud800', 'k'.repeat(2000)),
)
const value = fc.oneof(
  text,
  fc.boolean(),
  json.filter((candidate) => candidate !== null),
)
const context = fc
  .dictionary(text, json, { maxKeys: 4, noNullPrototype: true })
  .map((attributes): EvaluationContext => ({ ...attributes, targetingKey: 'somebody' }) as EvaluationContext)
const side = fc.integer({ min: SHORTEST_SIDE, max: LONGEST_SIDE })
const atLeastOne = { minLength: 1, maxLength: 4 }
const states: fc.Arbitrary<SheetState> = fc.record(
  {
    pageUrl: fc.oneof(
      fc.constant(DEFAULT),
      fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => new URL(url).href),
    ),
    name: text,
    flags: fc.array(
      fc.record({ flagKey: text, values: fc.array(value, { maxLength: 4 }) }, { requiredKeys: ['flagKey'] }),
      { maxLength: 5 },
    ),
    personas: fc.array(fc.option(fc.record({ name: text, context })), atLeastOne),
    viewports: fc.array(fc.record({ width: side, height: side }), atLeastOne),
    appearances: fc.array(
      fc.record({
        colorScheme: fc.constantFrom('light' as const, 'dark' as const),
        direction: fc.constantFrom('ltr' as const, 'rtl' as const),
        reducedMotion: fc.boolean(),
        forcedColors: fc.boolean(),
      }),
      atLeastOne,
    ),
    coverage: fc.constantFrom(...COVERAGES),
    limit: fc.integer({ min: 1, max: MAX_LIMIT }),
    isFolding: fc.boolean(),
    isMirroring: fc.boolean(),
    zoom: fc.oneof(fc.constant('fit' as const), fc.integer({ min: 5, max: 400 })),
    view: fc.oneof(
      fc.constantFrom({ kind: 'grid' as const }, { kind: 'contact-sheet' as const }),
      fc.record({ kind: fc.constant('single' as const), cellId: text }),
      fc.record({
        kind: fc.constant('overlay' as const),
        cellIds: fc.tuple(text, text),
        mode: fc.constantFrom(...OVERLAY_MODES),
        position: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
      }),
    ),
  },
  {
    requiredKeys: [
      'pageUrl',
      'personas',
      'viewports',
      'appearances',
      'coverage',
      'limit',
      'isFolding',
      'isMirroring',
      'zoom',
      'view',
    ],
    noNullPrototype: true,
  },
)

describe('a link', () => {
  it('says the whole state, of a thousand that were made up', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(roundTrip(state)).toEqual({ state })
      }),
      { numRuns: 1000 },
    )
  })

  it('is short, and can be read, for what people look at mostly', () => {
    const state = { ...initialSheet(DEFAULT), flags: [{ flagKey: 'hero' }, { flagKey: 'new checkout' }] }
    expect(formatSheetAddress(state, DEFAULT)).toBe('?flag=hero&flag=new+checkout')
    expect(formatSheetAddress(initialSheet(DEFAULT), DEFAULT)).toBe('')
  })
})

describe('a link that is not whole', () => {
  const link = formatSheetAddress({ ...initialSheet(DEFAULT), zoom: 50, name: 'Autumn sale' }, DEFAULT)

  it.each([
    link.slice(0, -3),
    '#sheet=',
    '#sheet=1.',
    '#sheet=1.AAAA',
    '#sheet=nonsense',
    `#sheet=1.${'A'.repeat(300_000)}`,
  ])('shows the page all the same, and says so: %.30s', (hash) => {
    const read = parseSheetAddress({ search: '?flag=hero', hash }, DEFAULT)
    expect(read.state).toEqual({ ...initialSheet(DEFAULT), flags: [{ flagKey: 'hero' }] })
    expect(read.problem).toMatch(/cut off or damaged/)
  })

  it('names its version, where that is another one', () => {
    expect(parseSheetAddress({ search: '', hash: '#sheet=2.AAAA' }, DEFAULT).problem).toMatch(/version 2/)
  })

  it('leaves out the parts that make no sense, and takes the others', () => {
    const record = btoa(
      JSON.stringify({ z: 50, s: [[1, 2]], c: 'most', f: [['hero', [null]]], p: [], v: ['a', 'b'] }),
    )
    const { state, problem } = parseSheetAddress(
      {
        search: '',
        hash: `#sheet=1.${record.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`,
      },
      DEFAULT,
    )
    expect(state).toEqual({ ...initialSheet(DEFAULT), zoom: 50 })
    expect(problem).toBe(
      'What this link says of the flags, the personas, the sizes, the coverage, the view makes no sense, and was left out.',
    )
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com/'])('shows no %s', (page) => {
    const read = parseSheetAddress({ search: `?page=${encodeURIComponent(page)}`, hash: '' }, DEFAULT)
    expect(read.state.pageUrl).toBe(DEFAULT)
    expect(read.problem).toContain(page)
  })
})
