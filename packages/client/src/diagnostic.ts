/** Something that went wrong without taking values from the page; `code` is permanent, `message` is for people. */
export interface Diagnostic {
  /**
   * - `storage-failed`: this browser keeps no flags for the next visit; the client goes on in memory. Told once.
   * - `storage-unreadable`: what was stored is damaged or of another version; it is ignored and written anew.
   * - `bootstrap-ignored`: the flags that the page came with are of another context, or no flags.
   * - `assignment-refused`: the name of this frame claims flag values, and the page around it is not allowed to.
   * - `stream-refused`: streams do not get through to this page; changes arrive at intervals, with a delay.
   * - `schedule-unavailable`: the code that foresees scheduled changes cannot be loaded; they are looked for every second.
   * - `overrides-not-kept`: an override is in force, but it will not survive a reload. Told once.
   * - `exposures-not-stored`: this browser keeps no exposures for the next visit; they wait in memory.
   * - `exposures-dropped`: exposures waited too long for the server, or were too many, and are not counted.
   * - `exposures-refused`: the server does not take exposures.
   * - `exposure-ignored`: an exposure or a tracking event cannot be counted as it is.
   * - `exposure-context-left-out`: exposures are counted without the attributes that were to be sent along.
   * - `share-refused`: what somebody shares in a link, or a part of it, is not in force.
   */
  readonly code:
    | 'storage-failed'
    | 'storage-unreadable'
    | 'stream-refused'
    | 'bootstrap-ignored'
    | 'assignment-refused'
    | 'schedule-unavailable'
    | 'overrides-not-kept'
    | 'exposures-not-stored'
    | 'exposures-dropped'
    | 'exposures-refused'
    | 'exposure-ignored'
    | 'exposure-context-left-out'
    | 'share-refused'
  readonly message: string
}

/** Takes diagnostics, for a log. */
export type OnDiagnostic = (diagnostic: Diagnostic) => void
