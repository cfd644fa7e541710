import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import { parseJson } from '@halyard/protocol/wire'
import { type EvaluationContext, flagValueType, isJsonObject } from '@halyard/schema'
import { hashText } from './hash-text.ts'
import { isSameValue } from './outcome.ts'
import type { UpdatePolicy } from './update-policy.ts'

/** What {@link pageUpdatePolicy} can be told. */
export interface PageUpdatePolicyOptions {
  /** Tells the clients of one page apart where they have different flags under the same keys. @default '' */
  readonly name?: string
}

/**
 * Obeys the `x-update` of flags: a `live` one changes at once; one of `navigation` keeps what the page shows until the
 * page is left, or goes on to another view (`history.pushState`, back and forward); one of `session` keeps it as long as
 * the tab is open, over reloads too. A flag that is disabled or removed is gone at once, and an override is there at once.
 * Another context begins anew. A session begins with what the server says: what an earlier visit left behind is shown for
 * the first view at most.
 *
 * A value that is held back has the reason `CACHED`.
 *
 * Where session storage is denied, a page load begins a session. Browsers without the Navigation API take only back and
 * forward for a new view.
 *
 * @returns a policy for one client.
 * @example createFlagClient({ source, updatePolicy: pageUpdatePolicy() })
 */
export function pageUpdatePolicy({ name = '' }: PageUpdatePolicyOptions = {}): UpdatePolicy {
  const storageKey = `halyard:session:1:${name}`
  let current: EvaluationContext | undefined
  /** What this view shows of flags that are held back, or may be: before flags are there, nobody knows. */
  const shown = new Map<string, UntypedEvaluationDetails>()
  let session = new Map<string, UntypedEvaluationDetails>()

  function enter(context: EvaluationContext): void {
    if (context === current) return
    current = context
    shown.clear()
    session = readSession(storageKey, context)
  }

  function keep(flagKey: string, details: UntypedEvaluationDetails | undefined): void {
    if (session.get(flagKey) === details) return
    if (details) session.set(flagKey, details)
    else session.delete(flagKey)
    writeSession(storageKey, current ?? {}, session)
  }

  return {
    admit(flagKey, served, { context, held }) {
      enter(context)
      const flag = held?.view.flag(flagKey)
      const policy = flag?.state === 'ENABLED' ? flag['x-update'] : undefined
      if (held && policy !== 'session') keep(flagKey, undefined)
      if (held && policy !== 'session' && policy !== 'navigation') {
        shown.delete(flagKey)
        return served
      }
      const hasValue = served.value !== undefined
      if (hasValue && policy === 'session' && held?.freshness === 'live' && !session.has(flagKey))
        keep(flagKey, served)
      const details = shown.get(flagKey) ?? session.get(flagKey) ?? served
      if (hasValue || details !== served) shown.set(flagKey, details)
      const isServed = details.variant === served.variant && isSameValue(details.value, served.value)
      return isServed ? served : { ...details, reason: 'CACHED' }
    },

    start(release) {
      const leave = (): void => {
        shown.clear()
        release()
      }
      const { navigation } = globalThis
      if (!navigation) {
        globalThis.addEventListener?.('popstate', leave)
        return () => globalThis.removeEventListener?.('popstate', leave)
      }
      const change = ({ navigationType }: NavigationCurrentEntryChangeEvent): void => {
        if (navigationType === 'push' || navigationType === 'traverse') leave()
      }
      navigation.addEventListener('currententrychange', change)
      return () => navigation.removeEventListener('currententrychange', change)
    },
  }
}

function readSession(storageKey: string, context: EvaluationContext): Map<string, UntypedEvaluationDetails> {
  const kept = parseJson(readText(storageKey) ?? '')
  if (!isJsonObject(kept) || kept.context !== nameOf(context) || !isJsonObject(kept.flags)) return new Map()
  const entries = Object.entries(kept.flags).filter(
    ([, details]) => isJsonObject(details) && flagValueType(details.value) !== undefined,
  )
  return new Map(
    entries.map(([flagKey, details]) => [
      flagKey,
      { flagMetadata: {}, ...(details as object), flagKey } as unknown as UntypedEvaluationDetails,
    ]),
  )
}

function readText(storageKey: string): string | null {
  try {
    return sessionStorage.getItem(storageKey)
  } catch {
    // Denied, or on a server: then nothing was kept.
    return null
  }
}

function writeSession(
  storageKey: string,
  context: EvaluationContext,
  session: ReadonlyMap<string, UntypedEvaluationDetails>,
): void {
  try {
    const record = { context: nameOf(context), flags: Object.fromEntries(session) }
    sessionStorage.setItem(storageKey, JSON.stringify(record))
  } catch {
    // Denied or full: this page still keeps to it, a reload will not.
  }
}

/** A context holds what belongs in nobody's storage. */
function nameOf(context: EvaluationContext): string {
  return hashText(JSON.stringify(context))
}
