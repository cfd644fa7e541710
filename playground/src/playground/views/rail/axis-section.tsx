import type { ReactElement, ReactNode } from 'react'
import './axis-section.css'

interface AxisSectionProps {
  readonly title: string
  /** What is chosen now, in a few words. */
  readonly summary: string
  readonly children: ReactNode
}

/** One thing in which cells can differ; only one section of the rail is open at a time. */
export function AxisSection({ title, summary, children }: AxisSectionProps): ReactElement {
  return (
    <details className="axis" name="axis">
      <summary>
        <span className="axis-title">{title}</span>
        <span className="axis-summary">{summary}</span>
      </summary>
      <div className="axis-body">{children}</div>
    </details>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly detail?: string
  readonly isChosen: boolean
  /** Whether nothing would be left without it. */
  readonly isLast: boolean
  onToggle(): void
  /** What can be done with it beside. */
  readonly children?: ReactNode
}

/** One of the things to choose in a section. */
export function Choice({ name, detail, isChosen, isLast, onToggle, children }: ChoiceProps): ReactElement {
  return (
    <div className="choice">
      <label title={isLast ? 'At least one is shown' : undefined}>
        <input type="checkbox" checked={isChosen} disabled={isLast} onChange={onToggle} />
        <span className="choice-name">{name}</span>
        {detail !== undefined && <span className="choice-detail">{detail}</span>}
      </label>
      {children}
    </div>
  )
}

/**
 * Takes something into a list, or out of it; the last one stays.
 *
 * @param isSame whether two of them are the same.
 */
export function toggled<Item>(
  list: readonly Item[],
  item: Item,
  isSame: (a: Item, b: Item) => boolean,
): readonly Item[] {
  const without = list.filter((candidate) => !isSame(candidate, item))
  if (without.length === list.length) return [...list, item]
  return without.length === 0 ? list : without
}
