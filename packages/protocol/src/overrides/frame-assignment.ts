import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'
import { readContext } from './context-record.ts'
import { OVERRIDES_VERSION, type OverrideRecord, parseOverrides } from './override-record.ts'

/** What the name of a frame starts with when the page that embeds it assigns something to the page in it. */
export const FRAME_NAME_PREFIX = 'halyard:overrides:'

/** How a page in a frame is to look, whatever the machine of the person in front of it asks for. */
export interface FrameAppearance {
  readonly direction?: 'rtl'
  readonly reducedMotion?: true
  readonly forcedColors?: true
}

/** What an embedding page assigns to the page in a frame. */
export interface FrameAssignment {
  readonly overrides: OverrideRecord
  /** The evaluation context in place of the page's own. Absent: the page's own. */
  readonly context?: EvaluationContext
  /** Absent: as the page looks by itself. */
  readonly appearance?: FrameAppearance
}

/**
 * Writes an assignment as the name that a frame must have before its page loads. A frame keeps its name when the page
 * in it reloads or gives way to another one, and every page in it can read it: give a frame this name only for a page
 * that may know.
 *
 * @returns the same text for the same assignment, in whatever order flags and attributes were put into it.
 * @example iframe.name = formatFrameName({ overrides: new Map([['hero', { value: 'bold' }]]), context: { plan: 'crew' } })
 */
export function formatFrameName({ overrides, context, appearance = {} }: FrameAssignment): string {
  const asked = readAppearance(appearance)
  if (overrides.size === 0 && context === undefined && asked === undefined) return FRAME_NAME_PREFIX
  const record = {
    version: OVERRIDES_VERSION,
    overrides: inOrder(overrides),
    context: context && inOrder(Object.entries(context)),
    appearance: asked,
  }
  return FRAME_NAME_PREFIX + JSON.stringify(record)
}

/**
 * Reads what {@link formatFrameName} wrote behind {@link FRAME_NAME_PREFIX}. Each part that is damaged is left out by
 * itself; anybody may have written this name.
 *
 * @param nowMs the time in milliseconds since 1970.
 * @example parseFrameAssignment(window.name.slice(FRAME_NAME_PREFIX.length), Date.now()).context // { plan: 'crew' }
 */
export function parseFrameAssignment(text: string, nowMs: number): FrameAssignment {
  const record = parseJson(text)
  const isReadable = isJsonObject(record) && record.version === OVERRIDES_VERSION
  const context = isReadable ? readContext(record.context) : undefined
  const appearance = isReadable ? readAppearance(record.appearance) : undefined
  return {
    overrides: parseOverrides(text, nowMs),
    ...(context && { context }),
    ...(appearance && { appearance }),
  }
}

/** @returns `undefined` where nothing is asked for that this version knows. */
function readAppearance(value: unknown): FrameAppearance | undefined {
  if (!isJsonObject(value)) return undefined
  const appearance: FrameAppearance = {
    ...(value.direction === 'rtl' && { direction: 'rtl' }),
    ...(value.reducedMotion === true && { reducedMotion: true }),
    ...(value.forcedColors === true && { forcedColors: true }),
  }
  return Object.keys(appearance).length > 0 ? appearance : undefined
}

function inOrder(entries: Iterable<readonly [string, unknown]>): object {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
}
