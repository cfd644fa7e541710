import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { OverrideLayerFactory } from '../overrides/override-layer-factory.ts'
import { pageOverrides } from '../overrides/page-overrides.ts'
import { createFakeSource } from '../testing/fake-source.ts'
import { overrideSupport } from './override-support.ts'

const clientWith = (overrides?: OverrideLayerFactory) =>
  createFlagClient({ source: createFakeSource(), ...(overrides && { overrides }) })

afterEach(() => {
  vi.restoreAllMocks()
  window.name = ''
  sessionStorage.clear()
})

describe('what a client can do about overrides', () => {
  it('is everything, on a page with storage', () => {
    const support = overrideSupport(clientWith(pageOverrides()))
    expect(support).toEqual({ scopes: ['tab', 'origin'], canExpire: true, isKept: true })
  })

  it('lasts until the next reload where access to storage is denied', () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(denied)
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(denied)
    const support = overrideSupport(clientWith(pageOverrides()))
    expect(support).toEqual({ scopes: ['tab'], canExpire: true, isKept: false })
  })

  it('is nothing without overrides, and says why', () => {
    expect(overrideSupport(clientWith())).toEqual({
      scopes: [],
      canExpire: false,
      isKept: false,
      refusal: 'this client takes no overrides: give it `overrides: pageOverrides()`',
    })
  })
})
