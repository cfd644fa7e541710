import type { FlagReport } from '@halyard/devtools'
import type { ReactElement } from 'react'
import type { FrameInspection } from '../frames/frame-inspector.ts'
import { formatFlagValue } from '../model/format-flag-value.ts'
import { Code } from './code.tsx'
import { PageAddressForm } from './page-address-form.tsx'
import './flag-rail.css'

interface FlagRailProps {
  readonly pageUrl: string
  /** What the frame with the served page says. */
  readonly served: FrameInspection
  readonly flags: readonly FlagReport[]
  readonly chosenKey: string | undefined
  onPageChange(pageUrl: string): void
  onFlagChange(flagKey: string): void
}

/** The page that is shown, and its flags to choose from. */
export function FlagRail(props: FlagRailProps): ReactElement {
  const { pageUrl, served, flags, chosenKey, onPageChange, onFlagChange } = props
  const read = flags.filter(({ observed }) => observed)
  const unread = flags.filter(({ observed }) => !observed)
  return (
    <aside className="flag-rail" aria-label="Page and flags">
      <header className="rail-brand">
        <img src="/halyard.svg" alt="" width="20" height="20" />
        Halyard playground
      </header>
      <PageAddressForm key={pageUrl} pageUrl={pageUrl} onSubmit={onPageChange} />
      <div className="rail-flags">
        <RailMessage served={served} count={flags.length} />
        <FlagGroup title="Read by this page" flags={read} chosenKey={chosenKey} onChoose={onFlagChange} />
        <FlagGroup title="Not read here" flags={unread} chosenKey={chosenKey} onChoose={onFlagChange} />
      </div>
      <RailFoot served={served} />
    </aside>
  )
}

interface FlagGroupProps {
  readonly title: string
  readonly flags: readonly FlagReport[]
  readonly chosenKey: string | undefined
  onChoose(flagKey: string): void
}

function FlagGroup({ title, flags, chosenKey, onChoose }: FlagGroupProps): ReactElement | null {
  if (flags.length === 0) return null
  return (
    <fieldset className="flag-group">
      <legend>{title}</legend>
      {flags.map((flag) => (
        <label key={flag.flagKey} className="flag-row">
          <input
            type="radio"
            name="flag"
            checked={flag.flagKey === chosenKey}
            onChange={() => onChoose(flag.flagKey)}
          />
          <span className="flag-key">{flag.flagKey}</span>
          <span className="flag-served">{flag.variant ?? servedValue(flag)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function servedValue({ value, reason }: FlagReport): string {
  return value === undefined ? reason.toLowerCase() : formatFlagValue(value)
}

interface RailMessageProps {
  readonly served: FrameInspection
  readonly count: number
}

function RailMessage({ served, count }: RailMessageProps): ReactElement | null {
  if (served.status === 'failed') {
    return (
      <div className="rail-message">
        <h2>No flags to show</h2>
        <p>The preview says why, and how to mend it.</p>
      </div>
    )
  }
  if (served.status !== 'open') return <p className="rail-message">Asking the page for its flags…</p>
  if (count > 0) return null
  return (
    <div className="rail-message">
      <h2>No flags yet</h2>
      <p>The page has a flag client, and it knows no flags. Read one to see it here:</p>
      <Code>{"client.get('new-checkout', false)"}</Code>
    </div>
  )
}

function RailFoot({ served }: { readonly served: FrameInspection }): ReactElement | null {
  const client = served.status === 'open' ? served.model.clients[0] : undefined
  if (!client) return null
  return (
    <footer className="rail-foot">
      <span>{client.state}</span>
      {client.revision && <code title="Revision of the flag set">{client.revision}</code>}
    </footer>
  )
}
