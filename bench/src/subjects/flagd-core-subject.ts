import type { JsonValue, Logger } from '@openfeature/core'
import { FlagdCore } from '@openfeature/flagd-core'
import { toFlagdSet } from '../flags/flagd-format.ts'
import type { SampleContext } from '../flags/sample-flag.ts'
import type { Subject } from './subject.ts'

const ignore = (): void => undefined
const SILENT: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore }

/** OpenFeature's own evaluator of the format, in its default mode, which generates code: its fastest. */
export const flagdCoreSubject: Subject<SampleContext> = {
  name: 'flagd-core',
  splitsAsFlagd: true,
  describe: (flags) => JSON.stringify(toFlagdSet(flags)),
  prepareContext: (context) => context,
  load(text) {
    const core = new FlagdCore(undefined, SILENT)
    core.setConfigurations(text)
    return {
      value(flagKey, fallback, context) {
        switch (typeof fallback) {
          case 'boolean':
            return core.resolveBooleanEvaluation(flagKey, fallback, context).value
          case 'string':
            return core.resolveStringEvaluation(flagKey, fallback, context).value
          case 'number':
            return core.resolveNumberEvaluation(flagKey, fallback, context).value
          default:
            return core.resolveObjectEvaluation(flagKey, fallback as JsonValue, context).value
        }
      },
      change(wholeSet) {
        core.setConfigurations(wholeSet)
      },
      close: ignore,
    }
  },
}
