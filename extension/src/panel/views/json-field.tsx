import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { OVERRIDE_TEXT } from '../text/override.ts'
import type { JsonEditor, JsonEditorOptions } from './json-editor.ts'

/**
 * An editor of JSON. Its space is kept while its code is loaded; `text` is what it begins with, and `onReady` gives the
 * editor to whoever wants to change it later.
 */
export function JsonField({
  onReady,
  ...options
}: JsonEditorOptions & { onReady: (editor: JsonEditor) => void }) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<JsonEditor | null>(null)
  const latest = useRef(options)
  const state = useSignal<'loading' | 'ready' | 'failed'>('loading')
  latest.current = options

  useEffect(() => {
    let isGone = false
    import('./json-editor.ts').then(
      ({ createJsonEditor }) => {
        if (isGone || !place.current) return
        editor.current = createJsonEditor(place.current, {
          ...latest.current,
          problemOf: (text) => latest.current.problemOf(text),
          check: (text) => latest.current.check(text),
          onSubmit: () => latest.current.onSubmit(),
          onInput: (text) => latest.current.onInput(text),
        })
        state.value = 'ready'
        onReady(editor.current)
      },
      () => {
        state.value = 'failed'
      },
    )
    return () => {
      isGone = true
      editor.current?.destroy()
    }
  }, [])

  return (
    <div class="json-field mono" ref={place}>
      {state.value !== 'ready' && (
        <p class="faint">
          {state.value === 'loading' ? OVERRIDE_TEXT.loadingEditor : OVERRIDE_TEXT.editorFailed}
        </p>
      )}
    </div>
  )
}
