import { afterEach, expect, it, vi } from 'vitest'
import { addListener, callListeners } from './call-listeners.ts'

afterEach(() => vi.restoreAllMocks())

it('calls the others when one throws, and throws that again where the page sees it', () => {
  const rethrow = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined)
  const heard: string[] = []
  const throws = (): void => {
    throw new Error('mine')
  }
  callListeners([throws, (word: string) => heard.push(word)], 'news')
  expect(heard).toEqual(['news'])
  expect(rethrow.mock.calls[0]?.[0]).toThrow('mine')
})

it('calls those that were there when the call began', () => {
  const listeners = new Set<() => void>()
  const late = vi.fn()
  addListener(listeners, () => addListener(listeners, late))
  callListeners(listeners)
  expect(late).not.toHaveBeenCalled()
})

it('keeps a listener that was added twice until both are removed', () => {
  const listeners = new Set<() => void>()
  const listener = vi.fn()
  const remove = addListener(listeners, listener)
  addListener(listeners, listener)
  remove()
  remove()
  callListeners(listeners)
  expect(listener).toHaveBeenCalledTimes(1)
})
