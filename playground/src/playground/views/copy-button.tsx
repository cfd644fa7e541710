import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCopied } from './use-copied.ts'

interface CopyButtonProps {
  readonly className: string
  readonly icon: LucideIcon
  /** What it does, in words. */
  readonly label: string
  /** Makes the text at the moment in which somebody wants it. */
  text(): string
}

/** A button that copies a text, and says so in its place. */
export function CopyButton({ className, icon: Icon, label, text }: CopyButtonProps): ReactElement {
  const [isCopied, copy] = useCopied()
  return (
    <button type="button" className={className} onClick={() => copy(text())}>
      {isCopied ? <Check size={16} aria-hidden /> : <Icon size={16} aria-hidden />}
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </button>
  )
}
