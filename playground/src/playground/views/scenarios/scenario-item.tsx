import { MAX_NAME_LENGTH } from '@halyard/extension/scenarios'
import { Link, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactElement, useState } from 'react'
import { formatSheetText, type SheetScenario } from '../../model/sheet-scenario.ts'
import { useCopied } from '../use-copied.ts'

interface ScenarioItemProps {
  readonly scenario: SheetScenario
  readonly isShown: boolean
  onShow(): void
  onRename(name: string): void
  onRemove(): void
}

/** One saved scenario: a click shows it; beside it what else can be done with it. */
export function ScenarioItem({
  scenario,
  isShown,
  onShow,
  onRename,
  onRemove,
}: ScenarioItemProps): ReactElement {
  const [typed, setTyped] = useState<string>()
  const [isCopied, copy] = useCopied()
  const { name } = scenario
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (typed !== undefined && typed.trim() !== '' && typed !== name) onRename(typed)
    setTyped(undefined)
  }
  if (typed !== undefined) {
    return (
      <li>
        <form className="scenario-rename" onSubmit={submit}>
          <input
            type="text"
            aria-label={`New name of ${name}`}
            value={typed}
            maxLength={MAX_NAME_LENGTH}
            // biome-ignore lint/a11y/noAutofocus: somebody has just asked for this field
            autoFocus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              setTyped(undefined)
            }}
          />
          <button type="submit" className="button">
            Rename
          </button>
        </form>
      </li>
    )
  }
  const flags = scenario.flags?.length ?? 0
  return (
    <li className="scenario-item" data-shown={isShown}>
      <button type="button" className="scenario-show" aria-current={isShown} onClick={onShow}>
        <span>{name}</span>
        <small>
          {flags === 0 ? 'as served' : flags === 1 ? '1 flag' : `${flags} flags`},{' '}
          {new URL(scenario.pageUrl).host}
        </small>
      </button>
      <button
        type="button"
        className="icon-button"
        title={isCopied ? 'Copied' : 'Copy link'}
        aria-label={isCopied ? `Link to ${name} copied` : `Copy link to ${name}`}
        onClick={() => copy(new URL(formatSheetText(scenario), location.href).href)}
      >
        <Link size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        title="Rename"
        aria-label={`Rename ${name}`}
        onClick={() => setTyped(name)}
      >
        <Pencil size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        title="Delete"
        aria-label={`Delete ${name}`}
        onClick={onRemove}
      >
        <Trash2 size={16} aria-hidden />
      </button>
    </li>
  )
}
