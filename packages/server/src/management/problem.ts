/** Why a management call is not done. Data, so that deciding and answering stay apart. */
export class Problem {
  declare readonly code: ProblemCode
  /** What it is about: the name, the path, the complaint. */
  declare readonly subject: string
  /** What programs want to know besides; it is put beside code and message. */
  declare readonly details: { readonly [name: string]: unknown }

  constructor(code: ProblemCode, subject: string, details: Problem['details'] = {}) {
    this.code = code
    this.subject = subject
    this.details = details
  }
}

/** The code of a {@link Problem}; codes are permanent. */
export type ProblemCode = keyof typeof PROBLEMS

/** @example problem('FLAG_NOT_FOUND', 'chekout') */
export function problem(code: ProblemCode, subject: string, details?: Problem['details']): Problem {
  return new Problem(code, subject, details)
}

/** Tells a problem from whatever else a decision gives; by its class, because a flag may have any property. */
export function isProblem(value: unknown): value is Problem {
  return value instanceof Problem
}

/** Every code with its HTTP status, and the sentences that say what, why, and what to do. */
export const PROBLEMS = {
  UNKNOWN_PATH: {
    status: 404,
    message: (path: string) => `There is nothing at ${path}. See /halyard/v1/openapi.json for what there is.`,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: (method: string) =>
      `${method} is not possible here. The header Allow, and /halyard/v1/openapi.json, say what is.`,
  },
  UNKNOWN_ENVIRONMENT: {
    status: 404,
    message: (name: string) => `There is no environment ${name}. GET /halyard/v1/environments lists them.`,
  },
  FLAG_NOT_FOUND: {
    status: 404,
    message: (key: string) =>
      `There is no flag ${key} in this environment. List the flags, or create it first.`,
  },
  FLAG_ARCHIVED: {
    status: 404,
    message: (key: string) => `${key} is archived, so nobody gets it. Restore it first.`,
  },
  SEGMENT_NOT_FOUND: {
    status: 404,
    message: (name: string) =>
      `There is no segment ${name} in this environment. List the segments, or write it with PUT first.`,
  },
  TRIGGER_NOT_FOUND: {
    status: 404,
    message: (name: string) => `There is no trigger ${name} in this environment. List the triggers.`,
  },
  TRIGGER_EXISTS: {
    status: 409,
    message: (name: string) =>
      `There is a trigger ${name} already, and its address stays as it is. Revoke it first, or choose another name.`,
  },
  UNKNOWN_TRIGGER: {
    status: 404,
    message: () =>
      'This is no address of a trigger, or of one that was revoked. Nothing was done. Make one with halyard trigger create.',
  },
  TRIGGER_EXPIRED: {
    status: 410,
    message: (name: string) => `The trigger ${name} has expired, so nothing was done. Make a new one.`,
  },
  TRIGGER_REFUSED: {
    status: 409,
    message: (why: string) =>
      `Nothing was done, because the flag cannot be changed like this any more (${why}). Try the same with halyard flag, and make a new trigger.`,
  },
  NOT_COUNTED: {
    status: 404,
    message: (name: string) =>
      `Nothing is counted in ${name}: this service was started without insights for it. Ask the service that pages send their exposures to.`,
  },
  REPORT_TOO_LONG: {
    status: 400,
    message: (rows: string) =>
      `This report would have more than ${rows} rows. Ask for one flag, for a shorter period, or with by=period.`,
  },
  REVISION_NOT_FOUND: {
    status: 404,
    message: (revision: string) =>
      `The way back to ${revision} is not known: it is of another history, in the future, or not kept any more. The audit log names the revisions.`,
  },
  FLAG_EXISTS: {
    status: 409,
    message: (key: string) => `There is a flag ${key} already. Replace it with PUT, or choose another key.`,
  },
  CONFLICT: {
    status: 409,
    message: (part: string) =>
      `${part} was changed after what If-Match names, so nothing was written. Look at "other", and decide again on what is there now.`,
  },
  NOT_ARCHIVED: {
    status: 409,
    message: (key: string) => `${key} is in use, so it is not deleted. Archive it first.`,
  },
  SEGMENT_IN_USE: {
    status: 409,
    message: (name: string) =>
      `Rules refer to the segment ${name}, and would stop answering without it. Change those first.`,
  },
  BUSY: {
    status: 503,
    message: () =>
      'Others changed this again and again in the same instant, so nothing was written. Try again.',
  },
  STORE_FAILED: {
    status: 503,
    message: (reason: string) => `This could not be written, and nothing has changed: ${reason}`,
  },
  READ_ONLY: {
    status: 403,
    message: () =>
      'This environment is read from a file and cannot be written. Edit the file, or start the service with --write.',
  },
  INVALID_JSON: {
    status: 400,
    message: (complaint: string) => `The body cannot be used: ${complaint}. Send one JSON object.`,
  },
  NOT_JSON: {
    status: 415,
    message: (type: string) =>
      `A body of ${type} is not taken, so that no page can send one unasked. Send Content-Type: application/json.`,
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: (limit: string) => `The body is longer than ${limit} bytes. Send less at a time.`,
  },
  INVALID_INPUT: {
    status: 400,
    message: (complaint: string) => `This cannot be done as it is asked for: ${complaint}`,
  },
  INVALID_FLAG: {
    status: 422,
    message: (part: string) =>
      `${part} cannot be used as it would be then, so nothing was written. See "issues".`,
  },
  RULE_HAS_NO_REST: {
    status: 422,
    message: (key: string) =>
      `The targeting of ${key} decides for everybody, so nobody is left to roll out to. Write it as {"if": [condition, variant]}.`,
  },
  INVALID_IF_MATCH: {
    status: 400,
    message: (tag: string) => `${tag} is no entity tag of this service. Send the ETag of an earlier answer.`,
  },
  UNAUTHENTICATED: {
    status: 401,
    message: () => 'This needs a management token. Send it as Authorization: Bearer <token>.',
  },
  FORBIDDEN: {
    status: 403,
    message: (what: string) => `This token may not ${what}. Use one with that scope.`,
  },
  UNKNOWN_HOST: {
    status: 403,
    message: (host: string) =>
      `This service manages flags for its own machine only, not under the name ${host}. Ask it as 127.0.0.1.`,
  },
  RATE_LIMITED: {
    status: 429,
    message: (seconds: string) => `Too many requests. Try again in ${seconds} s.`,
  },
} as const
