import type { createOverridesMarker } from './overrides-marker.ts'

/**
 * What the scripts of the extension share in a document: the global object of their own world, which no script of the
 * page gets hold of. In a frame there is no marker, so that the relay, which runs in every one of them, does without its code.
 */
export interface MarkerScope {
  halyardMarker?: typeof createOverridesMarker
}
