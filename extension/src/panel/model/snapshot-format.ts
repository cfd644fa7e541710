import { decodeShare } from '@halyard/protocol/share'
import { type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import { encodeBoundedShare } from './bounded-share.ts'
import { MAX_FLAGS } from './client-model.ts'
import type { FlagOutcome, PageSnapshot } from './page-snapshot.ts'

const VERSION = 1

/** What the text of every snapshot begins with. */
export const SNAPSHOT_START = '{"halyard":"snapshot",'

/** A snapshot, or a sentence that says why it is none. */
export type SnapshotResult =
  | { readonly ok: true; readonly snapshot: PageSnapshot }
  | { readonly ok: false; readonly problem: string }

/**
 * Writes a snapshot as JSON, to be kept or handed on. What can be applied of it is a share, so that there is one format
 * for that.
 *
 * @throws what `encodeBoundedShare` throws.
 */
export function writeSnapshot({ share, flags, ...facts }: PageSnapshot): object {
  return {
    halyard: 'snapshot',
    version: VERSION,
    ...facts,
    share: encodeBoundedShare(share),
    flags: Object.fromEntries(flags),
  }
}

/** Reads what {@link writeSnapshot} wrote; anybody may have changed it since. */
export function readSnapshot(value: unknown): SnapshotResult {
  if (!isJsonObject(value) || value.halyard !== 'snapshot') return refuse('this is no snapshot of a page')
  const { version, share, flags } = value
  if (version !== VERSION) {
    return refuse(
      `this snapshot has version ${JSON.stringify(version)}, and version ${VERSION} is read here: bring both panels to one release`,
    )
  }
  const fault = FACTS.find((name) => typeof value[name] !== 'string')
  if (fault !== undefined) return refuse(`its "${fault}" is no text`)
  if (typeof value.takenAtMs !== 'number') return refuse('it does not say when it was taken')
  const decoded = decodeShare(String(share))
  if (!decoded.ok) return refuse(decoded.message)
  if (!isJsonObject(flags)) return refuse('it has no flags')
  const entries = Object.entries(flags)
  const damaged = entries.find(([, outcome]) => !isOutcome(outcome))
  if (damaged)
    return refuse(`its flag ${JSON.stringify(damaged[0].slice(0, 80))} has no value that a flag can have`)
  return {
    ok: true,
    snapshot: {
      name: String(value.name),
      takenAtMs: value.takenAtMs,
      url: String(value.url),
      sdk: String(value.sdk),
      state: String(value.state),
      ...(typeof value.revision === 'string' && { revision: value.revision }),
      userAgent: String(value.userAgent),
      share: decoded.share,
      flags: new Map(entries.slice(0, MAX_FLAGS) as [string, FlagOutcome][]),
    },
  }
}

const FACTS = ['name', 'url', 'sdk', 'state', 'userAgent'] as const

function isOutcome(
  value: unknown,
): value is { readonly value?: FlagValue; readonly variant?: string; readonly reason: string } {
  return (
    isJsonObject(value) &&
    typeof value.reason === 'string' &&
    (value.variant === undefined || typeof value.variant === 'string') &&
    (value.value === undefined || flagValueType(value.value) !== undefined)
  )
}

function refuse(problem: string): SnapshotResult {
  return { ok: false, problem }
}
