import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'

/** Takes a text from the clipboard, which panels in DevTools cannot read themselves. */
export function PasteForm(props: {
  words: { readonly pasteField: string; readonly pasteHint: string; readonly read: string }
  onText: (text: string) => void
}) {
  const { words, onText } = props
  const text = useSignal('')
  const id = useId()
  return (
    <form
      class="paste"
      onSubmit={(event) => {
        event.preventDefault()
        onText(text.value)
      }}
    >
      <p class="faint" id={id}>
        {words.pasteHint}
      </p>
      <textarea
        class="field mono"
        rows={8}
        spellcheck={false}
        aria-label={words.pasteField}
        aria-describedby={id}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value
        }}
      />
      <button type="submit" class="button" disabled={text.value.trim() === ''}>
        {words.read}
      </button>
    </form>
  )
}
