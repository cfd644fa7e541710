import { isJsonObject } from '@halyard/schema'

/** One step down a tree: the child of this tag that has so many siblings of the same tag before it. */
export interface AddressStep {
  /** In lower case; `#shadow` for the step into a shadow root. */
  readonly tag: string
  readonly index: number
}

/**
 * Says which element of a page is meant, so that it is found in another variation of the page too. What its author
 * gave it to be known by goes first; the path is for elements that have nothing of the kind.
 */
export interface ElementAddress {
  /** In lower case. */
  readonly tag: string
  readonly id?: string
  readonly testId?: string
  /** The `name` of a form field. */
  readonly fieldName?: string
  /** Accessible name, with the role. */
  readonly role?: string
  readonly label?: string
  /** From the root element down, without it; empty for the root element itself. */
  readonly path: readonly AddressStep[]
}

/** No text of an address is longer, in UTF-16 units: what is longer is left out, not cut. */
export const MAX_ADDRESS_TEXT = 200

/** No path is longer; deeper elements have no address. */
export const MAX_ADDRESS_STEPS = 256

/** Whether this can be an address: anything may have sent it. */
export function isElementAddress(value: unknown): value is ElementAddress {
  return (
    isJsonObject(value) &&
    isShortText(value.tag) &&
    [value.id, value.testId, value.fieldName, value.role, value.label].every(
      (text) => text === undefined || isShortText(text),
    ) &&
    Array.isArray(value.path) &&
    value.path.length <= MAX_ADDRESS_STEPS &&
    value.path.every((step) => isJsonObject(step) && isShortText(step.tag) && Number.isInteger(step.index))
  )
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_ADDRESS_TEXT
}
