import {
  createPanelStorage,
  createWindowTransport,
  localStorageArea,
  mountPanel,
} from '@halyard/extension/panel'

// The playground around this frame hands it the document that it shows.
mountPanel(
  document.body,
  createWindowTransport(window.parent, location.origin),
  createPanelStorage(localStorageArea('halyard-panel:')),
)
