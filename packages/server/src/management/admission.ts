import type { RequestHeaders } from '../service-request.ts'
import { type Problem, problem } from './problem.ts'
import type { Verb } from './routes.ts'

/** Somebody who was let in. */
export interface Caller {
  /** For the audit log. */
  readonly name: string
  readonly verbs: readonly Verb[]
  mayUse(environment: string): boolean
}

/** Decides who is let in. */
export interface Admission {
  /**
   * @param headers of the request. @param nowMs milliseconds since 1970.
   * @returns who asks, or why nobody is let in.
   */
  admit(headers: RequestHeaders, nowMs: number): Caller | Problem
}

/**
 * Lets everybody in, for a service that only its own machine can reach. Refuses requests that came under another machine's
 * name: so pages elsewhere could reach it, by giving their own name this machine's address (DNS rebinding).
 *
 * @param name who changes something then, for the audit log.
 */
export function openAdmission(name: string): Admission {
  const caller: Caller = { name, verbs: ['read', 'write'], mayUse: () => true }
  return {
    admit(headers) {
      const host = headers.get('host')
      return host === null || LOOPBACK_HOST.test(host) ? caller : problem('UNKNOWN_HOST', host)
    },
  }
}

const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i
