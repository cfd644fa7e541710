import type { FrameFailure } from './explain-failure.ts'

/** What is known about the pages of an origin. */
export type Admission = 'unknown' | 'asking' | 'admitted' | Exclude<FrameFailure, 'not-applied'>

/**
 * Decides which pages get to know an assignment. Every page in a frame can read the frame's name, and flag values and
 * the context of a persona may be nobody's business; so a name that says something is given to frames of those origins
 * alone that have answered this playground before, which a page does only when it names the playground's origin. One
 * frame with an empty name asks for all.
 */
export interface AssignmentGate {
  admissionOf(origin: string): Admission
  /** @returns whether the caller is to ask, and has to {@link settle} it; `false` where somebody asks or was let in. */
  claim(origin: string): boolean
  /** An admission stays, whatever other frames of the origin hear. */
  settle(origin: string, admission: Exclude<Admission, 'asking'>): void
  /** Calls the listener after an admission changed, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

/** Creates the gate of one playground. */
export function createAssignmentGate(): AssignmentGate {
  const admissions = new Map<string, Admission>()
  const listeners = new Set<() => void>()
  const admissionOf = (origin: string): Admission => admissions.get(origin) ?? 'unknown'

  return {
    admissionOf,
    claim(origin) {
      const admission = admissionOf(origin)
      if (admission === 'asking' || admission === 'admitted') return false
      admissions.set(origin, 'asking')
      return true
    },
    settle(origin, admission) {
      const before = admissionOf(origin)
      if (before === 'admitted' || before === admission) return
      admissions.set(origin, admission)
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
