import { type FormEvent, type ReactElement, useState } from 'react'

/** Takes a text that somebody was sent. */
export function PasteForm({ onText }: { onText(text: string): void }): ReactElement {
  const [text, setText] = useState('')
  function submit(event: FormEvent): void {
    event.preventDefault()
    onText(text)
    setText('')
  }
  return (
    <form className="scenario-paste" onSubmit={submit}>
      <label>
        Link, scenario or bug report
        <textarea
          rows={2}
          value={text}
          placeholder="Paste it here"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={text.trim() === ''}>
        Read it
      </button>
    </form>
  )
}
