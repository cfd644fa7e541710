import { useSignal } from '@preact/signals'
import type { ComponentChildren, RefObject } from 'preact'
import { receiveFile } from './receive-file.ts'

/**
 * Takes files that are dropped anywhere on its children, and says so while one is above them. Where one is inside of another,
 * the inner one takes them.
 */
export function FileDrop(props: {
  class: string
  hint: string
  root?: RefObject<HTMLDivElement | null>
  onText: (text: string, name: string) => unknown
  children: ComponentChildren
}) {
  const depth = useSignal(0)
  const carriesFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  const move = (step: number) => (event: DragEvent) => {
    event.stopPropagation()
    if (carriesFile(event)) depth.value = Math.max(0, depth.value + step)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the same file can be chosen by a button
    <div
      class={props.class}
      {...(props.root && { ref: props.root })}
      onDragEnter={move(1)}
      onDragLeave={move(-1)}
      onDragOver={(event) => {
        if (carriesFile(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        depth.value = 0
        if (!carriesFile(event)) return
        event.preventDefault()
        event.stopPropagation()
        receiveFile(event.dataTransfer?.files, props.onText)
      }}
    >
      {props.children}
      {depth.value > 0 && (
        <p class="file-drop" aria-hidden="true">
          {props.hint}
        </p>
      )}
    </div>
  )
}
