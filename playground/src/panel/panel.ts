import {
  createPanelStorage,
  createWindowTransport,
  localStorageArea,
  mountPanel,
} from '@halyard/extension/panel'
import { CLOSE_PANEL } from './close-panel.ts'

// The playground around this frame hands it the document that it shows.
mountPanel(
  document.body,
  createWindowTransport(window.parent, location.origin),
  createPanelStorage(localStorageArea('halyard-panel:')),
)

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented)
    window.parent.postMessage(CLOSE_PANEL, location.origin)
})
