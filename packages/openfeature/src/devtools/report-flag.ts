import type { FlagReport } from '@halyard/devtools'
import { type FlagValue, flagValueType } from '@halyard/schema'
import type { EvaluatedFlag, WatchedProvider } from './watched-provider.ts'

/**
 * What a panel shows of a flag: the last that the application got. Where that was an override, the provider is asked now for
 * what it serves in its place.
 *
 * @returns `null` for a flag that is neither evaluated nor overridden.
 */
export function reportFlag(watched: WatchedProvider, flagKey: string): FlagReport | null {
  const evaluated = watched.flags.get(flagKey)
  const { value, expiresAtMs } = watched.overrides.get(flagKey) ?? {}
  const type = evaluated?.type ?? flagValueType(value)
  if (!type) return null
  const isOverridden = value !== undefined && flagValueType(value) === type
  const served =
    evaluated && (isOverridden || !wasAsked(evaluated)) ? askAgain(watched, evaluated) : evaluated
  const flagMetadata = (served?.served?.flagMetadata ?? {}) as FlagReport['flagMetadata']
  const known = { flagKey, type, flagMetadata, observed: evaluated !== undefined }
  if (isOverridden) {
    const original = served && { original: outcomeOf(served) }
    const override = { scope: 'tab', ...(expiresAtMs !== undefined && { expiresAtMs }) }
    return { ...known, value, reason: 'OVERRIDE', override, ...original }
  }
  return { ...known, ...outcomeOf(served), ...errorOf(served) }
}

/** Whether the provider was asked: it is not, while a flag is overridden. */
export function wasAsked(flag: EvaluatedFlag): boolean {
  return 'served' in flag || 'thrown' in flag
}

/** What the SDK makes of what a provider says. Where that is an error, the value is the application's own. */
function outcomeOf(flag: EvaluatedFlag | undefined): NonNullable<FlagReport['original']> {
  const { value, variant, reason = 'UNKNOWN' } = flag?.served ?? {}
  if (errorOf(flag)) return { reason: 'ERROR' }
  return {
    reason,
    ...(value != null && { value: value as FlagValue }),
    ...(variant !== undefined && { variant }),
  }
}

/** @returns `undefined` where the provider said no error. */
export function errorOf(
  flag: EvaluatedFlag | undefined,
): Pick<FlagReport, 'errorCode' | 'errorMessage'> | undefined {
  const { errorCode, errorMessage } = flag?.served ?? {}
  if (errorCode) return { errorCode, ...(errorMessage !== undefined && { errorMessage }) }
  if (!flag || !('thrown' in flag)) return undefined
  const { code = 'GENERAL', message = String(flag.thrown) } = (flag.thrown ?? {}) as {
    code?: string
    message?: string
  }
  return { errorCode: code, errorMessage: message }
}

function askAgain({ provider, context = {} }: WatchedProvider, flag: EvaluatedFlag): EvaluatedFlag {
  const { type, method, asked } = flag
  const [flagKey, defaultValue, , logger] = asked
  try {
    return { type, method, asked, served: provider[method](flagKey, defaultValue, context, logger) }
  } catch (thrown) {
    return { type, method, asked, thrown }
  }
}
