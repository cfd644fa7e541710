import { Check, Copy } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import './code.css'

/** A line of code to paste, with a button that copies it. */
export function Code({ children }: { readonly children: string }): ReactElement {
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(children)
      setCopied(true)
    } catch {
      // The browser may refuse the clipboard; the line can be selected by hand, so nothing claims to be copied.
      setCopied(false)
    }
  }
  return (
    <div className="code">
      <code>{children}</code>
      <button type="button" className="icon-button" aria-label={copied ? 'Copied' : 'Copy'} onClick={copy}>
        {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      </button>
    </div>
  )
}
