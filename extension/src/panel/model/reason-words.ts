import type { FlagReport } from '@halyard/devtools'
import type { EvaluationReason } from '@halyard/schema'
import { clipText, MAX_ROW_TEXT } from './value-text.ts'

/** The word for a reason in the list. */
export function reasonWord(reason: string): string {
  return isKnown(reason) ? REASONS[reason].word : clipText(reason.toLowerCase().replaceAll('_', ' '), 40)
}

/**
 * Says in the reader's words why a flag has its value.
 *
 * @param subject the targeting key that splits hash, where the context has one.
 */
export function reasonSentence(
  { reason, variant }: Pick<FlagReport, 'reason' | 'variant'>,
  subject: unknown,
): string {
  if (!isKnown(reason)) return `The client gives a reason of its own: ${clipText(reason, MAX_ROW_TEXT)}.`
  const who = typeof subject === 'string' && subject ? `“${clipText(subject, 80)}”` : 'This visitor'
  return REASONS[reason].sentence(who, variant === undefined ? null : clipText(variant, 80))
}

interface ReasonWords {
  readonly word: string
  sentence(who: string, variant: string | null): string
}

const FALLBACK = 'the page uses the fallback in its code'

const REASONS: { readonly [Reason in EvaluationReason]: ReasonWords } = {
  STATIC: {
    word: 'everybody',
    sentence: () => 'Everybody gets this value: the flag has no targeting rules.',
  },
  DEFAULT: {
    word: 'default',
    sentence: (_, variant) =>
      variant === null
        ? `No rule decided, so ${FALLBACK}.`
        : `No rule matched, so the default variant “${variant}” is served.`,
  },
  TARGETING_MATCH: {
    word: 'targeted',
    sentence: (who, variant) => `A targeting rule matched: ${lower(who)} gets ${named(variant)}.`,
  },
  SPLIT: {
    word: 'split',
    sentence: (who, variant) =>
      `A percentage split decided: ${lower(who)} falls into the share of ${named(variant)}.`,
  },
  CACHED: {
    word: 'cached',
    sentence: () => 'The value comes from this browser’s cache; the server has not confirmed it yet.',
  },
  DISABLED: { word: 'disabled', sentence: () => `The flag is switched off at its source, so ${FALLBACK}.` },
  STALE: {
    word: 'stale',
    sentence: () => 'The connection to the flag source is lost; this is the last value it gave.',
  },
  ERROR: { word: 'error', sentence: () => `The flag could not be evaluated, so ${FALLBACK}.` },
  OVERRIDE: {
    word: 'overridden',
    sentence: () => 'You set this value in this tab. It stays until you reset it.',
  },
  UNKNOWN: { word: 'unknown', sentence: () => 'The client does not say why.' },
}

function isKnown(reason: string): reason is EvaluationReason {
  return Object.hasOwn(REASONS, reason)
}

function named(variant: string | null): string {
  return variant === null ? 'this value' : `variant “${variant}”`
}

function lower(who: string): string {
  return who === 'This visitor' ? 'this visitor' : who
}
