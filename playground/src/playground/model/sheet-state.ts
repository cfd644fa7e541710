import type { EvaluationContext, FlagValue } from '@halyard/schema'
import { type Appearance, LIGHT } from './appearance.ts'
import { DESKTOP, type Viewport } from './viewports.ts'

/** A flag, and the values that it is looked at with. */
export interface FlagChoice {
  readonly flagKey: string
  /**
   * One value pins the flag in every cell; several are compared.
   *
   * @default every variation that the page's client knows
   */
  readonly values?: readonly FlagValue[]
}

/** Somebody whom the page can be looked at as. */
export interface Persona {
  readonly name: string
  readonly context: EvaluationContext
}

/**
 * Which combinations of the chosen things are drawn:
 * - `each`: the page as it is served, then every value by itself, all else as served.
 * - `pairwise`: so few that every two values of different axes occur together at least once.
 * - `all`: every combination.
 */
export type Coverage = 'each' | 'pairwise' | 'all'

/** The coverages to choose from, fewest cells first. */
export const COVERAGES: readonly Coverage[] = ['each', 'pairwise', 'all']

/** Percent of true size, or whatever lets all previews be seen at once. */
export type Zoom = 'fit' | number

/** The zooms to choose from; a link may have any percentage in between. */
export const ZOOMS: readonly Zoom[] = ['fit', 25, 50, 75, 100]

/**
 * How two cells that lie over each other are seen: cut along a line, one through the other, or only where they differ.
 */
export type OverlayMode = 'slider' | 'onion' | 'difference'

/** The overlays to choose from. */
export const OVERLAY_MODES: readonly OverlayMode[] = ['slider', 'onion', 'difference']

/** How the cells are looked at. Cells are named by their ids, see `Cell`. */
export type SheetView =
  | { readonly kind: 'grid' }
  | { readonly kind: 'single'; readonly cellId: string }
  | {
      readonly kind: 'overlay'
      readonly cellIds: readonly [string, string]
      readonly mode: OverlayMode
      /** Where the line is, or how much of the second cell shows, from 0 to 1. */
      readonly position: number
    }
  /** Pages of paper, to be printed. */
  | { readonly kind: 'contact-sheet' }

/** The whole state of the playground: what is shown, and how it is looked at. A link says all of it. */
export interface SheetState {
  /** The page or scene that is shown: an absolute `http:` or `https:` address. */
  readonly pageUrl: string
  /** What people call this state. */
  readonly name?: string
  /** @default the first flag with something to compare that the page reads */
  readonly flags?: readonly FlagChoice[]
  /** Whom the page is looked at as; `null` is whoever the page itself says. At least one. */
  readonly personas: readonly (Persona | null)[]
  /** At least one. */
  readonly viewports: readonly Viewport[]
  /** At least one. */
  readonly appearances: readonly Appearance[]
  readonly coverage: Coverage
  /** How many cells are drawn before somebody asks for more. */
  readonly limit: number
  /** Whether cells that look the same are shown once. */
  readonly isFolding: boolean
  /** Whether what a person does in one cell happens in all. */
  readonly isMirroring: boolean
  readonly zoom: Zoom
  readonly view: SheetView
}

/** How many cells are drawn at once, and how many more each time that somebody asks. */
export const CELLS_PER_STEP = 24

/** How many cells can be asked for: each is a whole page with everything that it loads. */
export const MAX_LIMIT = 480

/**
 * What a page is shown with before anybody chose anything.
 *
 * @example initialSheet('http://127.0.0.1:4890/').coverage // 'each'
 */
export function initialSheet(pageUrl: string): SheetState {
  return {
    pageUrl,
    personas: [null],
    viewports: [DESKTOP],
    appearances: [LIGHT],
    coverage: 'each',
    limit: CELLS_PER_STEP,
    isFolding: true,
    isMirroring: true,
    zoom: 'fit',
    view: { kind: 'grid' },
  }
}
