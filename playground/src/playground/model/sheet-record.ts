import { type EvaluationContext, type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import type { Appearance } from './appearance.ts'
import {
  COVERAGES,
  type FlagChoice,
  initialSheet,
  MAX_LIMIT,
  OVERLAY_MODES,
  type OverlayMode,
  type Persona,
  type SheetState,
  type SheetView,
} from './sheet-state.ts'
import { isViewport, type Viewport } from './viewports.ts'

/** The view of a sheet that is laid out to be printed, as links have it. */
const ON_PAPER = 'paper'

/**
 * A sheet without its page, as links have it: one letter for each part, and only what is not as `initialSheet` has it.
 * Flags are `[key]`, or `[key, values]`; personas `[name, context]`, or 0 for the page's own; sizes `[width, height]`;
 * appearances the letters of what is not as most people have it: dark, right to left, reduced motion, forced colours.
 */
export interface SheetRecord {
  readonly n?: string
  readonly f?: readonly ([string] | [string, readonly FlagValue[]])[]
  readonly p?: readonly ([string, EvaluationContext] | 0)[]
  readonly s?: readonly [number, number][]
  readonly a?: readonly string[]
  readonly c?: SheetState['coverage']
  readonly l?: number
  readonly d?: 0
  readonly m?: 0
  readonly z?: SheetState['zoom']
  readonly v?: readonly [string] | readonly [string, string, OverlayMode, number] | typeof ON_PAPER
}

/** What a record said, on top of what a sheet was before, and the parts (in words) that made no sense. */
export interface ReadSheetRecord {
  readonly state: SheetState
  readonly ignored: readonly string[]
}

/** Writes what of a sheet is not as it is initially. */
export function sheetRecordOf(state: SheetState): SheetRecord {
  const initial = initialSheet(state.pageUrl)
  const isInitial = (part: keyof SheetState): boolean =>
    JSON.stringify(state[part]) === JSON.stringify(initial[part])
  return {
    ...(state.name !== undefined && { n: state.name }),
    ...(state.flags && {
      f: state.flags.map(({ flagKey, values }) => (values ? [flagKey, values] : [flagKey])),
    }),
    ...(!isInitial('personas') && {
      p: state.personas.map((persona): [string, EvaluationContext] | 0 =>
        persona ? [persona.name, persona.context] : 0,
      ),
    }),
    ...(!isInitial('viewports') && { s: state.viewports.map(({ width, height }) => [width, height]) }),
    ...(!isInitial('appearances') && { a: state.appearances.map(lettersOf) }),
    ...(!isInitial('coverage') && { c: state.coverage }),
    ...(!isInitial('limit') && { l: state.limit }),
    ...(!state.isFolding && { d: 0 }),
    ...(!state.isMirroring && { m: 0 }),
    ...(!isInitial('zoom') && { z: state.zoom }),
    ...viewRecordOf(state.view),
  }
}

/** Reads a record; anybody may have written it. */
export function readSheetRecord(
  record: { readonly [key: string]: unknown },
  before: SheetState,
): ReadSheetRecord {
  const ignored: string[] = []
  const read: Partial<{ -readonly [Part in keyof SheetState]: SheetState[Part] }> = {}
  for (const [letter, [part, words, parse]] of Object.entries(PARTS)) {
    if (!Object.hasOwn(record, letter)) continue
    const value = parse(record[letter])
    if (value === undefined) ignored.push(words)
    else Object.assign(read, { [part]: value })
  }
  return { state: { ...before, ...read }, ignored }
}

const LETTERS: readonly (readonly [string, Partial<Appearance>])[] = [
  ['d', { colorScheme: 'dark' }],
  ['r', { direction: 'rtl' }],
  ['m', { reducedMotion: true }],
  ['f', { forcedColors: true }],
]

function lettersOf(appearance: Appearance): string {
  return LETTERS.filter(([, part]) =>
    Object.entries(part).every(([key, value]) => appearance[key as keyof Appearance] === value),
  )
    .map(([letter]) => letter)
    .join('')
}

function viewRecordOf(view: SheetView): Pick<SheetRecord, 'v'> {
  switch (view.kind) {
    case 'grid':
      return {}
    case 'single':
      return { v: [view.cellId] }
    case 'overlay':
      return { v: [...view.cellIds, view.mode, view.position] }
    case 'contact-sheet':
      return { v: ON_PAPER }
  }
}

type Parse = (value: unknown) => unknown

/** Letter of a part → the part, its name for people, and what reads it: `undefined` for what makes no sense. */
const PARTS: {
  readonly [Letter in keyof Required<SheetRecord>]: readonly [keyof SheetState, string, Parse]
} = {
  n: ['name', 'its name', (value) => (typeof value === 'string' ? value : undefined)],
  f: ['flags', 'the flags', (value) => listOf(value, parseFlagChoice, 0)],
  p: ['personas', 'the personas', (value) => listOf(value, parsePersona, 1)],
  s: ['viewports', 'the sizes', (value) => listOf(value, parseViewport, 1)],
  a: ['appearances', 'the appearances', (value) => listOf(value, parseAppearance, 1)],
  c: ['coverage', 'the coverage', (value) => COVERAGES.find((coverage) => coverage === value)],
  l: ['limit', 'how many cells', (value) => wholeBetween(value, 1, MAX_LIMIT)],
  d: ['isFolding', 'folding', (value) => (value === 0 ? false : undefined)],
  m: ['isMirroring', 'mirroring', (value) => (value === 0 ? false : undefined)],
  z: ['zoom', 'the zoom', (value) => (value === 'fit' ? value : wholeBetween(value, 5, 400))],
  v: ['view', 'the view', parseView],
}

function listOf<Item>(
  value: unknown,
  parse: (item: unknown) => Item | undefined,
  atLeast: number,
): readonly Item[] | undefined {
  if (!Array.isArray(value) || value.length < atLeast) return undefined
  const items = value.map(parse).filter((item) => item !== undefined)
  return items.length === value.length ? items : undefined
}

function parseFlagChoice(item: unknown): FlagChoice | undefined {
  if (!Array.isArray(item) || typeof item[0] !== 'string') return undefined
  const [flagKey, values] = item as [string, unknown]
  if (values === undefined) return { flagKey }
  const read = listOf(values, (value) => (flagValueType(value) ? (value as FlagValue) : undefined), 0)
  return read && { flagKey, values: read }
}

function parsePersona(item: unknown): Persona | null | undefined {
  if (item === 0) return null
  if (!Array.isArray(item) || typeof item[0] !== 'string' || !isJsonObject(item[1])) return undefined
  const [name, context] = item as [string, EvaluationContext]
  return context.targetingKey === undefined || typeof context.targetingKey === 'string'
    ? { name, context }
    : undefined
}

function parseViewport(item: unknown): Viewport | undefined {
  if (!Array.isArray(item)) return undefined
  const [width, height] = item as [number, number]
  return isViewport({ width, height }) ? { width, height } : undefined
}

function parseAppearance(item: unknown): Appearance | undefined {
  if (typeof item !== 'string') return undefined
  const has = (letter: string): boolean => item.includes(letter)
  return {
    colorScheme: has('d') ? 'dark' : 'light',
    direction: has('r') ? 'rtl' : 'ltr',
    reducedMotion: has('m'),
    forcedColors: has('f'),
  }
}

function parseView(value: unknown): SheetView | undefined {
  if (value === ON_PAPER) return { kind: 'contact-sheet' }
  if (!Array.isArray(value)) return undefined
  const [first, second, mode, position] = value as unknown[]
  if (typeof first !== 'string') return undefined
  if (second === undefined) return { kind: 'single', cellId: first }
  const known = OVERLAY_MODES.find((candidate) => candidate === mode)
  const isShare = typeof position === 'number' && position >= 0 && position <= 1
  return typeof second === 'string' && known && isShare
    ? { kind: 'overlay', cellIds: [first, second], mode: known, position }
    : undefined
}

function wholeBetween(value: unknown, least: number, most: number): number | undefined {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
    ? Number(value)
    : undefined
}
