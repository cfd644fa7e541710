import { Check, CornerDownRight, type LucideIcon, X } from 'lucide-preact'
import type { ReasonLine } from '../model/reason-lines.ts'
import { WHY_TEXT } from '../text/why.ts'
import { PhraseText } from './phrase-text.tsx'
import { SplitBar } from './split-bar.tsx'

/** What was decided, line by line: the deciding path strong, the rest faint. */
export function WhyTree({ lines }: { lines: readonly ReasonLine[] }) {
  return (
    <ul class="why-tree" aria-label={WHY_TEXT.tree}>
      {lines.map((line) => (
        <WhyLine key={line.key} line={line} />
      ))}
    </ul>
  )
}

function WhyLine({ line }: { line: ReasonLine }) {
  const { holds, decided, isChooser, words, detail, split, children } = line
  const [Icon, word] = markOf(holds)
  const tone = isChooser ? 'why-chooser' : decided ? 'why-decided' : 'why-aside'
  return (
    <li>
      <div class={`why-line ${tone}`}>
        <Icon class="why-mark" size={12} aria-hidden="true" />
        <span>
          <span class="visually-hidden">{word}</span>
          <PhraseText phrase={words} />
          {detail && (
            <span class="why-detail">
              {' · '}
              <PhraseText phrase={detail} />
            </span>
          )}
        </span>
      </div>
      {split && <SplitBar split={split} />}
      {children.length > 0 && (
        <ul class="why-inner">
          {children.map((child) => (
            <WhyLine key={child.key} line={child} />
          ))}
        </ul>
      )}
    </li>
  )
}

function markOf(holds: boolean | null): readonly [LucideIcon, string] {
  if (holds === null) return [CornerDownRight, '']
  return holds ? [Check, WHY_TEXT.yes] : [X, WHY_TEXT.no]
}
