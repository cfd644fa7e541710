import { useEffect, useId, useRef } from 'preact/hooks'
import { contextOfText, type ParsedContext } from '../model/context-attributes.ts'
import type { ContextEditor } from '../model/context-editor.ts'
import { MAX_DETAIL_TEXT } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'
import type { JsonEditor } from './json-editor.ts'
import { JsonField } from './json-field.tsx'

/** A context as JSON, with what is wrong with it below and in its place. */
export function ContextText({ editor, disabled }: { editor: ContextEditor; disabled: boolean }) {
  const id = useId()
  const field = useRef<JsonEditor | null>(null)
  const text = editor.text.value
  const problem = problemOf(editor.parsed.value)
  // A persona, or the page, or whoever discards what was typed may have changed it; meanwhile more may have been typed.
  useEffect(() => field.current?.setText(editor.text.value), [text])
  useEffect(() => field.current?.setReadOnly(disabled), [disabled])

  if (text.length > MAX_DETAIL_TEXT) return <p class="faint">{CONTEXT_TEXT.tooLong(text.length)}</p>
  return (
    <>
      <JsonField
        text={text}
        label={CONTEXT_TEXT.jsonField}
        describedBy={`${id}-problem`}
        problemOf={(typed) => problemOf(contextOfText(typed))}
        check={() => []}
        onInput={(typed) => {
          if (typed !== editor.text.value) editor.edit(typed)
        }}
        onSubmit={() => void editor.apply()}
        onReady={(ready) => {
          field.current = ready
          ready.setText(editor.text.value)
          ready.setReadOnly(disabled)
        }}
      />
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem}
      </p>
    </>
  )
}

function problemOf(parsed: ParsedContext): string | null {
  return parsed.ok ? null : (parsed.problems.get('text') ?? null)
}
