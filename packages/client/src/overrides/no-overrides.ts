import type { OverrideLayerFactory } from './override-layer-factory.ts'

/** The overrides of a client that was created without any. */
export const noOverrides: OverrideLayerFactory = () => ({
  entries: new Map(),
  set: () => 'this client takes no overrides: give it `overrides: pageOverrides()`',
  reset: () => undefined,
  setContext: (own) => own,
  start: () => undefined,
  close: () => undefined,
})
