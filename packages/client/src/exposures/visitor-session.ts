/**
 * A visit of this browser to this origin, shared by all its tabs. It begins with the first flag that is shown, and ends
 * when nothing was shown or tracked in any tab for longer than the time limit; reloads and restarts of the browser do
 * not end it.
 */
export interface VisitorSession {
  readonly id: string
  /** When something was last shown or tracked, in milliseconds since 1970. */
  readonly activeAtMs: number
}

/**
 * Goes on with a session, or begins another one.
 *
 * @param stored the session so far. @param timeoutMs after how long without activity it is over.
 * @param drawId gives a new session its id.
 */
export function continueSession(
  stored: VisitorSession | undefined,
  nowMs: number,
  timeoutMs: number,
  drawId: () => string,
): VisitorSession {
  const isOver = !stored || nowMs - stored.activeAtMs >= timeoutMs
  return { id: isOver ? drawId() : stored.id, activeAtMs: nowMs }
}
