import { expect, it } from 'vitest'
import { describePageSide } from '../testing/describe-page-side.ts'
import { connectPanel } from '../testing/fake-panel.ts'
import { createDevtoolsRegistry } from './devtools-registry.ts'

const describePage = () => ({ documentId: 'd1', url: 'http://127.0.0.1/', title: 'Page', isTopFrame: true })

describePageSide(() => createDevtoolsRegistry({ describePage, initialOverrides: new Map() }))

it('[E6] looks at the page while a panel listens, and describes it anew when it changes', async () => {
  const listeners = new Set<() => void>()
  const registry = createDevtoolsRegistry({
    describePage,
    initialOverrides: new Map(),
    subscribePage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const change = (): void => {
    for (const listener of listeners) listener()
  }
  const [first, second] = [connectPanel(registry), connectPanel(registry)]
  expect(listeners.size).toBe(0)
  await first.greet()
  await second.greet()
  change()
  for (const panel of [first, second]) {
    expect(await panel.next('page-changed')).toMatchObject({ sequence: 1, page: { title: 'Page' } })
  }
  first.close()
  change()
  expect(await second.next('page-changed')).toMatchObject({ sequence: 2 })
  second.say({ type: 'goodbye' })
  expect(listeners.size).toBe(0)
})
