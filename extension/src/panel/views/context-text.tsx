import { useId } from 'preact/hooks'
import type { ContextEditor } from '../model/context-editor.ts'
import { MAX_DETAIL_TEXT } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'

/** A context as JSON, with what is wrong with it below. */
export function ContextText({ editor, disabled }: { editor: ContextEditor; disabled: boolean }) {
  const id = useId()
  const text = editor.text.value
  const parsed = editor.parsed.value
  if (text.length > MAX_DETAIL_TEXT) return <p class="faint">{CONTEXT_TEXT.tooLong(text.length)}</p>
  return (
    <>
      <textarea
        class="field mono"
        aria-label={CONTEXT_TEXT.jsonField}
        aria-invalid={!parsed.ok}
        aria-describedby={`${id}-problem`}
        rows={Math.min(24, Math.max(6, text.split('\n').length + 1))}
        value={text}
        spellcheck={false}
        readOnly={disabled}
        onInput={(event) => editor.edit(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void editor.apply()
        }}
      />
      <p id={`${id}-problem`} class="problem" role="alert">
        {parsed.ok ? '' : parsed.problems.get('text')}
      </p>
    </>
  )
}
