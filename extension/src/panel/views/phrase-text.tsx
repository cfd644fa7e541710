import type { Phrase } from '../text/why.ts'

/** A sentence whose code and names stand out. */
export function PhraseText({ phrase }: { phrase: Phrase }) {
  return (
    <>
      {phrase.map((part, index) => {
        const key = `${index}`
        if (typeof part === 'string') return part
        return 'code' in part ? (
          <code key={key} class="mono phrase-code">
            {part.code}
          </code>
        ) : (
          <em key={key} class="phrase-name">
            {part.name}
          </em>
        )
      })}
    </>
  )
}
