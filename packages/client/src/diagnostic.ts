/** Something that went wrong without taking values from the page; `code` is permanent, `message` is for people. */
export interface Diagnostic {
  /**
   * - `storage-failed`: this browser keeps no flags for the next visit; the client goes on in memory. Told once.
   * - `storage-unreadable`: what was stored is damaged or of another version; it is ignored and written anew.
   * - `assignment-refused`: the name of this frame claims flag values, and the page around it is not allowed to.
   * - `stream-refused`: streams do not get through to this page; changes arrive at intervals, with a delay.
   * - `schedule-unavailable`: the code that foresees scheduled changes cannot be loaded; they are looked for every second.
   * - `overrides-not-kept`: an override is in force, but it will not survive a reload.
   */
  readonly code:
    | 'storage-failed'
    | 'storage-unreadable'
    | 'stream-refused'
    | 'assignment-refused'
    | 'schedule-unavailable'
    | 'overrides-not-kept'
  readonly message: string
}

/** Takes diagnostics, for a log. */
export type OnDiagnostic = (diagnostic: Diagnostic) => void
