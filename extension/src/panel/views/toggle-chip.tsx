import { Check } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

/** Something that is on or off, in a bar. */
export function ToggleChip(props: {
  isOn: boolean
  title?: string
  onToggle: () => void
  children: ComponentChildren
}) {
  const { isOn, title, onToggle, children } = props
  return (
    <button type="button" class="chip" title={title} aria-pressed={isOn} onClick={onToggle}>
      {isOn && <Check size={11} aria-hidden="true" />}
      {children}
    </button>
  )
}
