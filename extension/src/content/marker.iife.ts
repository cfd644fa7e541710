import type { MarkerScope } from './marker/marker-scope.ts'
import { createOverridesMarker } from './marker/overrides-marker.ts'

// Runs in the extension's own world beside documents that fill their tab, and in no frame.

const scope = globalThis as MarkerScope
scope.halyardMarker = createOverridesMarker
