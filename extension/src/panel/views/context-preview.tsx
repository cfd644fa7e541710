import type { EvaluatedFlag } from '@halyard/devtools'
import { ArrowRight } from 'lucide-preact'
import type { ContextEditor } from '../model/context-editor.ts'
import { lastAnswer } from '../model/latest-answer.ts'
import type { ClientPlace } from '../model/list-rows.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { PREVIEW_TEXT } from '../text/context.ts'
import { WHY_TEXT } from '../text/why.ts'
import { Section } from './section.tsx'
import { WhyBlock } from './why-block.tsx'

/** What another context would change, before it does; and why, for one flag. */
export function ContextPreviewPane({ editor, place }: { editor: ContextEditor; place: ClientPlace }) {
  return (
    <>
      <Section title={PREVIEW_TEXT.title}>
        <PreviewList editor={editor} place={place} />
      </Section>
      <ShownFlag editor={editor} />
    </>
  )
}

function PreviewList({ editor, place }: { editor: ContextEditor; place: ClientPlace }) {
  const preview = editor.preview.value
  if (preview === null) return <p class="faint">{PREVIEW_TEXT.unavailable}</p>
  if (!editor.parsed.value.ok) return <p class="faint">{PREVIEW_TEXT.fix}</p>
  if (preview.status === 'none') return <p class="faint">{PREVIEW_TEXT.idle}</p>
  if (preview.status === 'failed') {
    return <p class="faint">{PREVIEW_TEXT.failed(clipText(preview.message, 400))}</p>
  }
  const known = lastAnswer(preview)
  if (!known) return <p class="faint">{PREVIEW_TEXT.asking}</p>
  const { changed, leftOut, evaluated } = known
  return (
    <div class="preview" aria-busy={preview.status === 'asking'}>
      <p role="status">
        {changed.length === 0
          ? PREVIEW_TEXT.none(evaluated)
          : PREVIEW_TEXT.some(changed.length + leftOut, evaluated)}
      </p>
      {changed.length > 0 && (
        <ul class="preview-list">
          {changed.map((outcome) => (
            <PreviewLine key={outcome.flagKey} editor={editor} place={place} outcome={outcome} />
          ))}
        </ul>
      )}
      {leftOut > 0 && <p class="faint">{PREVIEW_TEXT.leftOut(leftOut)}</p>}
    </div>
  )
}

function PreviewLine(props: { editor: ContextEditor; place: ClientPlace; outcome: EvaluatedFlag }) {
  const { editor, place, outcome } = props
  const before = place.client.flag(outcome.flagKey)
  const isShown = editor.shownFlag.value?.flag.flagKey === outcome.flagKey
  return (
    <li>
      <button
        type="button"
        class="preview-line"
        aria-pressed={isShown}
        onClick={() => editor.showFlag(outcome.flagKey)}
      >
        <span class="mono preview-key" title={clipText(outcome.flagKey, 500)}>
          {clipText(outcome.flagKey, 200)}
        </span>
        <Outcome value={before?.value} variant={before?.variant} />
        <ArrowRight class="preview-arrow" size={12} aria-hidden="true" />
        <span class="visually-hidden">{PREVIEW_TEXT.becomes}</span>
        <Outcome value={outcome.value} variant={outcome.variant} />
      </button>
    </li>
  )
}

function Outcome({ value, variant }: { value: unknown; variant: string | undefined }) {
  const text = valueText(value, 80)
  return (
    <span class="preview-outcome" title={variant === undefined ? text : `${text} · ${clipText(variant, 80)}`}>
      <span class="mono">{text || WHY_TEXT.fallback}</span>
    </span>
  )
}

function ShownFlag({ editor }: { editor: ContextEditor }) {
  const row = editor.shownFlag.value
  if (!row) return null
  const explanation = editor.explanation.value
  const report = explanation.status === 'unavailable' ? undefined : lastAnswer(explanation)
  const parsed = editor.parsed.value
  const isDry = editor.isEdited.value && parsed.ok
  const context = isDry ? parsed.context : row.client.description.value.context
  return (
    <Section title={PREVIEW_TEXT.why(clipText(row.flag.flagKey, 200))}>
      <p class="faint">{isDry ? PREVIEW_TEXT.whyThen : PREVIEW_TEXT.whyNow}</p>
      <WhyBlock
        outcome={report?.outcome ?? row.flag.original ?? row.flag}
        context={context}
        explanation={explanation}
      />
    </Section>
  )
}
