import { afterEach, describe, expect, it } from 'vitest'
import { DEVTOOLS_REGISTRY_KEY, type DevtoolsRegistry } from '../index.ts'
import { describePageSide } from '../testing/describe-page-side.ts'
import { connectPanel } from '../testing/fake-panel.ts'
import { pageRegistry } from './page-registry.ts'

afterEach(() => {
  Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
})

describePageSide(pageRegistry)

describe('the registry of a page', () => {
  it('[R1] lies where everybody looks for it, and where no list of names has it', () => {
    const registry = pageRegistry(new Map([['hero', 'bold']]))
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, Symbol.for('halyard.devtools'))
    expect(descriptor).toMatchObject({ value: registry, enumerable: false, writable: false })
    expect([...registry.initialOverrides]).toEqual([['hero', 'bold']])
  })

  it('[R2] is the one that is there already', () => {
    const created = pageRegistry()
    expect(pageRegistry(new Map([['hero', 'late']]))).toBe(created)
    expect(created.initialOverrides.size).toBe(0)
    Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
    const foreign = { register: () => () => undefined } as unknown as DevtoolsRegistry
    Object.assign(globalThis, { [DEVTOOLS_REGISTRY_KEY]: foreign })
    expect(pageRegistry()).toBe(foreign)
  })

  it('[E6] says which document it belongs to, and when that goes under another address', async () => {
    const address = location.href
    const panel = connectPanel(pageRegistry())
    panel.say({ type: 'hello', versions: [1] })
    const { page } = await panel.next('welcome')
    expect(page).toMatchObject({ url: address, title: document.title, isTopFrame: window.top === window })
    await panel.next('snapshot')
    history.replaceState(history.state, '', '#elsewhere')
    expect(await panel.next('page-changed')).toMatchObject({
      page: { documentId: page.documentId, url: location.href },
    })
    history.replaceState(history.state, '', address)
    panel.close()
  })
})
