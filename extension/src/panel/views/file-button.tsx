import { FileUp } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { receiveFile } from './receive-file.ts'

/** A button that lets a person choose a file of text. */
export function FileButton(props: { label: string; onText: (text: string, name: string) => unknown }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        <FileUp size={12} aria-hidden="true" />
        {props.label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept=".json,.md,.txt,application/json,text/plain,text/markdown"
        onChange={(event) => {
          receiveFile(event.currentTarget.files, props.onText)
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
