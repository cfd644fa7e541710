import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PageCapture, parseEmbedderMessage, parsePreviewedMessage } from './messages.ts'
import { MAX_ENTERED_TEXT } from './page-action.ts'

const halyard = 'preview'
const target = { tag: 'input', label: 'Name', path: [{ tag: 'body', index: 0 }] }
const capture: PageCapture = { fingerprint: 'a', isSettled: true, title: 'Shop', width: 1, height: 2 }

describe('preview messages', () => {
  it.each([
    { type: 'connect', versions: [1] },
    { type: 'capture', requestId: 1 },
    { type: 'mirror', isOn: true },
    { type: 'perform', requestId: 1, action: { type: 'scroll', target, left: 0, top: 1 } },
    { type: 'perform', requestId: 1, action: { type: 'click', target } },
    { type: 'perform', requestId: 1, action: { type: 'enter', target, value: '', isFinal: false } },
    { type: 'perform', requestId: 1, action: { type: 'select', target, indexes: [0, 2] } },
    {
      type: 'perform',
      requestId: 1,
      action: { type: 'press', target, key: 'k', code: 'KeyK', modifiers: ['ctrl'] },
    },
  ])('of the embedding page are read: %j', (message) => {
    expect(parseEmbedderMessage({ halyard, ...message })).toEqual({ halyard, ...message })
    expect(parseEmbedderMessage({ ...message, halyard: 'devtools' })).toBeNull()
  })

  it.each([
    { type: 'welcome', version: null },
    { type: 'captured', requestId: 1, capture },
    { type: 'changed' },
    { type: 'action', action: { type: 'focus', target } },
    { type: 'performed', requestId: 1, isPerformed: false },
  ])('of the page in the frame are read: %j', (message) => {
    expect(parsePreviewedMessage({ halyard, ...message })).toEqual({ halyard, ...message })
  })

  it.each([
    ['an action that nobody knows', { type: 'toString', target }],
    ['no target', { type: 'click' }],
    [
      'a path without an end',
      { type: 'click', target: { ...target, path: Array(257).fill(target.path[0]) } },
    ],
    ['a step to nowhere', { type: 'click', target: { ...target, path: [{ tag: 'p' }] } }],
    ['a name that is no text', { type: 'click', target: { ...target, label: {} } }],
    [
      'more text than anybody enters',
      { type: 'enter', target, isFinal: true, value: 'x'.repeat(MAX_ENTERED_TEXT + 1) },
    ],
    ['more than all of the way', { type: 'scroll', target, left: 0, top: 1.1 }],
    ['no number', { type: 'scroll', target, left: Number.NaN, top: 0 }],
    ['a key that nobody can hold', { type: 'press', target, key: 'a', code: 'KeyA', modifiers: ['hyper'] }],
  ])('are refused on both sides with %s', (_, action) => {
    expect(parseEmbedderMessage({ halyard, type: 'perform', requestId: 1, action })).toBeNull()
    expect(parsePreviewedMessage({ halyard, type: 'action', action })).toBeNull()
  })

  it('are refused with a capture that is too large', () => {
    for (const large of [{ fingerprint: 'x'.repeat(41) }, { title: 'x'.repeat(301) }, { width: '1' }]) {
      const message = { halyard, type: 'captured', requestId: 1, capture: { ...capture, ...large } }
      expect(parsePreviewedMessage(message)).toBeNull()
    }
  })

  it('never throw, whatever comes', () => {
    const type = fc.constantFrom('connect', 'capture', 'mirror', 'perform', 'captured', 'action', '__proto__')
    fc.assert(
      fc.property(fc.object({ withNullPrototype: true }), type, fc.anything(), (message, kind, action) => {
        const hostile = { ...message, halyard, type: kind, action, capture: action, versions: action }
        parseEmbedderMessage(hostile)
        parsePreviewedMessage(hostile)
        parseEmbedderMessage(action)
      }),
    )
  })
})
