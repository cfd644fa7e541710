export { pageRegistry } from './page-registry.ts'
export { listenToParentWindow } from './window-transport.ts'
