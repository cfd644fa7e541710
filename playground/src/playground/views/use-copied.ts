import { useState } from 'react'

/**
 * Copies a text to the clipboard.
 *
 * @returns whether the last text was copied, and a function that copies one.
 */
export function useCopied(): [boolean, (text: string) => Promise<void>] {
  const [isCopied, setCopied] = useState(false)
  return [
    isCopied,
    async (text) => {
      try {
        await navigator.clipboard.writeText(text)
        setCopied(true)
      } catch {
        // The browser may refuse the clipboard: then nothing claims to be copied.
        setCopied(false)
      }
    },
  ]
}
