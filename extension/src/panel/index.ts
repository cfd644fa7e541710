export { mountPanel } from './mount-panel.tsx'
export { localStorageArea } from './storage/local-storage-area.ts'
export { createPanelStorage } from './storage/panel-storage.ts'
export { createWindowTransport, type DocumentOffer } from './transport/window-transport.ts'
