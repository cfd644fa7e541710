import type { EvaluationReason } from '@halyard/schema'
import {
  Ban,
  CircleQuestionMark,
  CornerDownRight,
  Database,
  type LucideIcon,
  Pencil,
  Split,
  Target,
  TriangleAlert,
  Unplug,
  Users,
} from 'lucide-preact'
import { reasonWord } from '../model/reason-words.ts'

/** A reason as a shape and a word. */
export function ReasonLabel({ reason }: { reason: string }) {
  const Icon = (ICONS as { readonly [reason: string]: LucideIcon | undefined })[reason] ?? CircleQuestionMark
  const word = reasonWord(reason)
  return (
    <span class={`reason reason-${TONES[reason] ?? 'plain'}`} title={reason}>
      <Icon class="reason-shape" size={12} aria-hidden="true" />
      <span class="reason-word">{word}</span>
    </span>
  )
}

const ICONS: { readonly [Reason in EvaluationReason]: LucideIcon } = {
  STATIC: Users,
  DEFAULT: CornerDownRight,
  TARGETING_MATCH: Target,
  SPLIT: Split,
  CACHED: Database,
  DISABLED: Ban,
  STALE: Unplug,
  ERROR: TriangleAlert,
  OVERRIDE: Pencil,
  UNKNOWN: CircleQuestionMark,
}

const TONES: { readonly [reason: string]: string | undefined } = {
  ERROR: 'bad',
  STALE: 'warn',
  OVERRIDE: 'override',
}
