import type { EvaluationContext } from '@halyard/schema'
import { Clock } from 'lucide-preact'
import type { FlagExplanation } from '../model/flag-explainer.ts'
import { lastAnswer } from '../model/latest-answer.ts'
import { reasonHeadline } from '../model/reason-headline.ts'
import { reasonLines } from '../model/reason-lines.ts'
import { reasonSentence } from '../model/reason-words.ts'
import { clipText } from '../model/value-text.ts'
import { instantWords } from '../text/instant.ts'
import { WHY_TEXT } from '../text/why.ts'
import { PhraseText } from './phrase-text.tsx'
import { ReasonLabel } from './reason-label.tsx'
import { WhyTree } from './why-tree.tsx'

/** Why a flag gives what it gives: the reason, one sentence, and what was decided step by step. */
export function WhyBlock(props: {
  outcome: { readonly reason: string; readonly variant?: string }
  context: EvaluationContext
  explanation: FlagExplanation
}) {
  const { outcome, context, explanation } = props
  const report = explanation.status === 'unavailable' ? undefined : lastAnswer(explanation)
  const headline = report && reasonHeadline(report, context.targetingKey)
  return (
    <div class="why" aria-busy={explanation.status === 'asking'}>
      <ReasonLabel reason={outcome.reason} />
      <p class="why-headline">
        {headline ? <PhraseText phrase={headline} /> : reasonSentence(outcome, context.targetingKey)}
      </p>
      {report?.tree && <WhyTree lines={reasonLines(report.tree, report.decidedBy)} />}
      {report && report.omittedParts > 0 && <p class="faint">{WHY_TEXT.omitted(report.omittedParts)}</p>}
      {report?.nextChangeAtMs !== undefined && (
        <p class="why-next">
          <Clock size={12} aria-hidden="true" />
          {WHY_TEXT.nextChange(instantWords(report.nextChangeAtMs))}
        </p>
      )}
      {report?.rule !== undefined && (
        <details>
          <summary>{WHY_TEXT.rule}</summary>
          <pre class="mono value-json">{report.rule}</pre>
        </details>
      )}
      <Shortfall explanation={explanation} reason={outcome.reason} />
    </div>
  )
}

/** Why there is no more to be seen than the reason. */
function Shortfall({ explanation, reason }: { explanation: FlagExplanation; reason: string }) {
  if (explanation.status === 'unavailable') return <p class="faint">{WHY_TEXT.unavailable}</p>
  if (explanation.status === 'failed') {
    return <p class="warn">{WHY_TEXT.failed(clipText(explanation.message, 400))}</p>
  }
  const report = lastAnswer(explanation)
  const isDecidedElsewhere = report && !report.tree && ['TARGETING_MATCH', 'SPLIT', 'CACHED'].includes(reason)
  return isDecidedElsewhere ? <p class="faint">{WHY_TEXT.onServer}</p> : null
}
