/** The tabs of one origin that work together, seen from one of them. */
export interface TabGroup {
  /** Sends a message to all others. It is cloned; it is lost when nobody else is there. */
  post(message: unknown): void
  /** Takes the lead from the tab that has it, which becomes the last to get it back. */
  takeLead(): void
  /** Leaves for good, and hands the lead to another tab. */
  leave(): void
}

/** What a member of a {@link TabGroup} does. */
export interface TabGroupMember {
  /** Called when this tab takes the lead. @returns what ends it: another tab leads after that. */
  lead(): () => void
  /**
   * Called when this tab became one that may have missed something: at once, when its page comes back, and when another
   * tab has taken the lead from it.
   */
  joined(): void
  /** Called when this tab left because its page was hidden for too long, or frozen: nothing arrives until it joins again. */
  rested(): void
  /** Called when somebody comes back to this page, which is a member. */
  seen(): void
  /** Takes a message of another tab. It may come from another version of this code, or from any script of the origin. */
  receive(message: unknown): void
}

/**
 * Joins the tabs that use the same name. Exactly one of them leads: the one that holds the Web Lock of that name;
 * the others wait for it, and the first of them leads when it is closed, crashes or leaves. Where the browser has no
 * Web Locks or no BroadcastChannel, and where the name is `null`, a tab is alone and leads at once.
 *
 * A page that goes into the back/forward cache or is frozen leaves, and joins again when it comes back: it cannot lead
 * while its code does not run, and a held lock would keep it out of that cache. So does one that is hidden for longer
 * than `restAfter`: then a page that somebody looks at leads, and where there is none, nobody is connected.
 *
 * @param restAfter calls back when a page is hidden for too long, counted from now, and returns what calls it off.
 */
export function joinTabGroup(
  name: string | null,
  member: TabGroupMember,
  restAfter: (rest: () => void) => () => void,
): TabGroup {
  let channel: BroadcastChannel | undefined
  let cancelRest = (): void => undefined
  let takeLead = cancelRest
  /** Leaves the group; `undefined` while this tab is not in it. */
  let exit: (() => void) | undefined = enter()

  function enter(): () => void {
    if (name === null || !globalThis.navigator?.locks || typeof BroadcastChannel === 'undefined') {
      const stopLeading = member.lead()
      member.joined()
      return stopLeading
    }
    channel = new BroadcastChannel(name)
    channel.onmessage = (event: MessageEvent<unknown>) => member.receive(event.data)
    let release = holdLock(name, member)
    takeLead = () => {
      release()
      release = holdLock(name, member, true)
    }
    member.joined()
    return () => {
      takeLead = () => undefined
      release()
      channel?.close()
      channel = undefined
    }
  }

  function hide(): void {
    cancelRest()
    exit?.()
    exit = undefined
  }
  function comeBack(): void {
    exit ??= enter()
  }
  const rest = (): void => {
    hide()
    member.rested()
  }
  const look = (): void => {
    cancelRest()
    if (document.visibilityState === 'visible') {
      if (exit) member.seen()
      else comeBack()
    } else if (exit) cancelRest = restAfter(rest)
  }
  const leaving = new AbortController()
  const listening = { signal: leaving.signal }
  const { document } = globalThis
  globalThis.addEventListener?.('pagehide', hide, listening)
  globalThis.addEventListener?.('pageshow', (event) => event.persisted && comeBack(), listening)
  document?.addEventListener('visibilitychange', look, listening)
  document?.addEventListener('freeze', () => exit && rest(), listening)
  document?.addEventListener('resume', look, listening)
  // A page may be opened behind another one.
  if (document?.visibilityState === 'hidden') look()

  return {
    post: (message) => channel?.postMessage(message),
    takeLead: () => takeLead(),
    leave() {
      leaving.abort()
      hide()
    },
  }
}

/**
 * Leads while the lock is held; the returned function gives it back, or the request up.
 *
 * @param steal does not wait for the tab that holds it.
 */
function holdLock(name: string, member: TabGroupMember, steal = false): () => void {
  const given = new AbortController()
  let isLeading = false
  let release = (): void => undefined
  navigator.locks
    .request(name, steal ? { steal } : { signal: given.signal }, () => {
      const stopLeading = member.lead()
      isLeading = true
      return new Promise<void>((resolve) => {
        release = () => {
          stopLeading()
          resolve()
        }
      })
    })
    .catch(() => {
      if (given.signal.aborted) return
      release()
      if (isLeading) {
        // Another tab has taken it.
        release = holdLock(name, member)
        member.joined()
      } else {
        // Refused, as in sandboxed frames, which are therefore alone.
        release = member.lead()
      }
    })
  return () => {
    given.abort()
    release()
  }
}
