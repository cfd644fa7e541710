import { createDevtoolsRegistry, type InspectableClient } from '@halyard/devtools'
import { mountPanel } from '../mount-panel.tsx'
import type { PanelStorage } from '../storage/panel-storage.ts'
import { createDirectTransport } from '../transport/direct-transport.ts'
import { SAMPLE_PAGE } from './sample-flags.ts'

/** A panel in this page, over a client of the test. */
export interface PanelStage {
  readonly element: HTMLElement
  /** Takes the panel away. */
  leave(): void
}

/** Mounts a panel over clients. */
export function stagePanel(clients: readonly InspectableClient[], storage?: PanelStorage): PanelStage {
  const element = document.createElement('div')
  element.style.height = '600px'
  document.body.append(element)
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  for (const client of clients) registry.register(client)
  const unmount = mountPanel(element, createDirectTransport(registry), storage)
  return {
    element,
    leave() {
      unmount()
      element.remove()
      delete document.documentElement.dataset.theme
    },
  }
}
