import { Check, Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCopied } from './use-copied.ts'
import './code.css'

/** A line of code to paste, with a button that copies it. */
export function Code({ children }: { readonly children: string }): ReactElement {
  const [isCopied, copy] = useCopied()
  return (
    <div className="code">
      <code>{children}</code>
      <button
        type="button"
        className="icon-button"
        aria-label={isCopied ? 'Copied' : 'Copy'}
        onClick={() => copy(children)}
      >
        {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      </button>
    </div>
  )
}
