import type { Admission } from '../management/admission.ts'
import { problem } from '../management/problem.ts'
import type { CredentialStore } from './credential-store.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { readSecret } from './read-secret.ts'

/** How often a token may be used, and how often one may be wrong. */
export interface AdmissionLimits {
  /** For each token. @default 200 at once, 50 more each second */
  readonly perToken?: RateLimit
  /** For all wrong ones together. @default 20 at once, 5 more each second */
  readonly wrong?: RateLimit
}

/**
 * Lets in who brings a management token along. A client key is none.
 *
 * @example createManagementApi({ environments, admission: createCredentialAdmission(openSqliteCredentials({ path })) })
 */
export function createCredentialAdmission(
  credentials: Pick<CredentialStore, 'find'>,
  {
    perToken = createRateLimit({ burst: 200, perSecond: 50 }),
    wrong = createRateLimit({ burst: 20, perSecond: 5 }),
  }: AdmissionLimits = {},
): Admission {
  return {
    admit(headers, nowMs) {
      const secret = readSecret(headers)
      const credential = secret === '' ? undefined : credentials.find(secret)
      const isToken = credential?.kind === 'management'
      const waitSeconds = isToken ? perToken.take(credential.name, nowMs) : wrong.take('', nowMs)
      if (waitSeconds > 0) return problem('RATE_LIMITED', String(waitSeconds))
      if (!isToken) return problem('UNAUTHENTICATED', '')
      const { name, verbs, environments } = credential
      const mayUse = (environment: string) => environments.includes('*') || environments.includes(environment)
      return { name, verbs, mayUse }
    },
  }
}
