import {
  type EffectSide,
  type FlagEffect,
  type FlagReport,
  type InspectableClient,
  MAX_EFFECT_ENTRIES,
} from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { overrideTerms } from '../../panel/model/overridden.ts'
import { type Box, captureDocument, type DocumentCapture, type ElementState } from './capture-document.ts'
import { compareCaptures, type Difference } from './compare-captures.ts'
import { selectorOf, textOf } from './describe-element.ts'
import { documentElements } from './document-elements.ts'
import { createEffectOutlines, type EffectOutlines } from './effect-outlines.ts'
import { pause, settleDocument } from './settle-document.ts'

/** A flag that has another value for a while, so that somebody sees what that changes. */
export interface EffectExperiment {
  /** Rejects with a sentence where the value is refused, or does not reach the page. */
  readonly effect: Promise<FlagEffect>
  show(side: EffectSide, entryId: number | null): Promise<void>
  /** Puts everything back as it was. */
  end(): Promise<void>
}

/** What {@link startEffectExperiment} changes. */
export interface EffectExperimentOptions {
  readonly client: InspectableClient
  readonly flagKey: string
  readonly value: FlagValue
}

/** For how long the page is watched without a change by us, before and after: what changes then changes by itself. */
const WATCH_MS = 1_200
/** For how long the page may take to come to rest before that, which a restless one never does. */
const FIRST_REST_MS = 1_000

/** Gives a flag another value, and finds what that changes in the document. */
export function startEffectExperiment({ client, flagKey, value }: EffectExperimentOptions): EffectExperiment {
  const ended = new AbortController()
  const { signal } = ended
  const original = client.report(flagKey)
  const scroll = { left: scrollX, top: scrollY }
  const restless = new Set<Node>()
  let differences: readonly Difference[] = []
  let shownSide: EffectSide = 'before'
  let outlines: EffectOutlines | undefined

  const isRestless = (node: Node | null): boolean =>
    node !== null && (restless.has(node) || restless.has(node.parentNode as Node))

  function changeValue(side: EffectSide): void {
    if (side === shownSide) return
    shownSide = side
    if (side === 'before') restore(client, flagKey, original)
    else {
      const refusal = client.setOverride(flagKey, value, {})
      if (refusal !== null) throw new Error(refusal)
    }
  }

  async function watch(from: DocumentCapture): Promise<DocumentCapture> {
    await pause(WATCH_MS, signal)
    const now = captureDocument()
    for (const { before, after } of compareCaptures(from, now).differences) {
      if (after) restless.add(after.element)
      if (before) restless.add(before.element)
      const parent = (after ?? before)?.parent
      // An element was put in or taken out, if only to draw it anew.
      if (parent && before?.element !== after?.element) restless.add(parent)
    }
    return now
  }

  async function find(): Promise<FlagEffect> {
    await settleDocument(signal, isRestless, FIRST_REST_MS)
    const before = await watch(captureDocument())
    changeValue('after')
    const isSettled = await settleDocument(signal, isRestless)
    const after = captureDocument()
    await watch(after)
    const comparison = compareCaptures(before, after)
    const caused = comparison.differences.filter(
      (difference) => !isRestless(elementOf(difference)) && !isRestless(elementOf(difference).parentElement),
    )
    differences = caused.slice(0, MAX_EFFECT_ENTRIES)
    draw(null)
    return {
      entries: differences.map((difference, id) => {
        const element = elementOf(difference)
        const { kind, details } = difference
        return { id, kind, selector: selectorOf(element), text: textOf(element), details }
      }),
      leftOut: caused.length - differences.length,
      moved: comparison.moved,
      restless: comparison.differences.length - caused.length,
      isSettled,
      isWhole: before.isWhole && after.isWhole,
    }
  }

  function draw(emphasisedId: number | null): void {
    outlines ??= createEffectOutlines()
    const byPath = new Map([...documentElements()].map(({ path, element }) => [path, element]))
    const find = (state: ElementState | undefined): Element | undefined =>
      state && (state.element.isConnected ? state.element : byPath.get(state.path))
    outlines.draw(
      differences.map((difference, id) => {
        const state = difference[shownSide]
        const element = find(state)
        return {
          id,
          kind: difference.kind,
          isThere: element !== undefined,
          box: () => boxOf(element, difference),
        }
      }),
      emphasisedId,
    )
  }

  // Overrides outlive the document: the next one must not begin with a value that was only looked at.
  addEventListener('pagehide', putBack, { signal })

  function putBack(): void {
    ended.abort()
    outlines?.remove()
    changeValue('before')
  }

  const effect = find()
  return {
    effect,
    async show(side, entryId) {
      changeValue(side)
      await settleDocument(signal, isRestless)
      draw(entryId)
      const shown = differences[entryId ?? -1]
      if (!shown) return
      const { top, height, left, width } = boxOf(shown[side]?.element, shown)
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
      scrollTo({ top: top - (innerHeight - height) / 2, left: left - (innerWidth - width) / 2, behavior })
    },
    async end() {
      if (signal.aborted) return
      putBack()
      await settleDocument(new AbortController().signal, isRestless)
      scrollTo({ ...scroll, behavior: 'instant' })
    },
  }
}

function elementOf({ before, after }: Difference): Element {
  return ((after ?? before) as ElementState).element
}

/** Where a difference is now, or, where its element is not there, where it was. */
function boxOf(element: Element | undefined, { before, after }: Difference): Box {
  if (element?.isConnected) {
    const { left, top, width, height } = element.getBoundingClientRect()
    if (width > 0 || height > 0) return { left: left + scrollX, top: top + scrollY, width, height }
  }
  return ((after ?? before) as ElementState).box
}

/** Brings back what the flag had before: an override that was there, or none. */
function restore(client: InspectableClient, flagKey: string, original: FlagReport | null): void {
  if (original?.original && original.value !== undefined) {
    client.setOverride(flagKey, original.value, overrideTerms(original))
  } else client.resetOverride(flagKey)
}
