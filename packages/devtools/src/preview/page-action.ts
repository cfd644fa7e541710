import { isJsonObject } from '@halyard/schema'
import { type ElementAddress, isElementAddress } from './element-address.ts'

/** What a person does on a page: name → what belongs to it. */
interface ActionPayloads {
  /** `left` and `top` are fractions of the way that there is to scroll, 0 to 1. */
  scroll: { readonly left: number; readonly top: number }
  /** A click, by whatever means: mouse, finger, or a key on a button. */
  click: object
  /** The text of a field is another one; `isFinal` when the person is done with it. */
  enter: { readonly value: string; readonly isFinal: boolean }
  /** A checkbox or a radio button. */
  check: { readonly checked: boolean }
  /** The chosen options of a `<select>`, by index. */
  select: { readonly indexes: readonly number[] }
  /** A key that does something else than enter text. */
  press: {
    readonly key: string
    readonly code: string
    readonly modifiers: readonly KeyModifier[]
  }
  /** A form, by its Enter key; a submit button is clicked. */
  submit: object
  /** Details or a popover open and close; a dialog closes. */
  toggle: { readonly isOpen: boolean }
  focus: object
}

/** A key that is held while another one is pressed. */
export type KeyModifier = 'alt' | 'ctrl' | 'meta' | 'shift'

/** Something that a person did on one page, to be done on another one. */
export type PageAction = {
  [Type in keyof ActionPayloads]: {
    readonly type: Type
    readonly target: ElementAddress
  } & ActionPayloads[Type]
}[keyof ActionPayloads]

/** No text that is entered is longer, in UTF-16 units; a longer one is not mirrored. */
export const MAX_ENTERED_TEXT = 20_000

const MAX_OPTIONS = 1000
const MODIFIERS: readonly unknown[] = ['alt', 'ctrl', 'meta', 'shift'] satisfies KeyModifier[]

type Fields = { readonly [key: string]: unknown }

const GUARDS: { readonly [Type in keyof ActionPayloads]: (action: Fields) => boolean } = {
  scroll: ({ left, top }) => isFraction(left) && isFraction(top),
  click: () => true,
  enter: ({ value, isFinal }) => isTextUpTo(MAX_ENTERED_TEXT, value) && typeof isFinal === 'boolean',
  check: ({ checked }) => typeof checked === 'boolean',
  select: ({ indexes }) => isListUpTo(MAX_OPTIONS, indexes) && indexes.every(Number.isInteger),
  press: ({ key, code, modifiers }) =>
    isTextUpTo(40, key) &&
    isTextUpTo(40, code) &&
    isListUpTo(MODIFIERS.length, modifiers) &&
    modifiers.every((modifier) => MODIFIERS.includes(modifier)),
  submit: () => true,
  toggle: ({ isOpen }) => typeof isOpen === 'boolean',
  focus: () => true,
}

/** Whether this can be an action: anything may have sent it. */
export function isPageAction(value: unknown): value is PageAction {
  return (
    isJsonObject(value) &&
    typeof value.type === 'string' &&
    Object.hasOwn(GUARDS, value.type) &&
    isElementAddress(value.target) &&
    GUARDS[value.type as keyof ActionPayloads](value)
  )
}

function isFraction(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1
}

function isTextUpTo(length: number, value: unknown): boolean {
  return typeof value === 'string' && value.length <= length
}

function isListUpTo(length: number, value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= length
}
