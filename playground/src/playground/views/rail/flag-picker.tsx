import type { FlagReport } from '@halyard/devtools'
import { Search } from 'lucide-react'
import {
  type ReactElement,
  type ReactNode,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { chosenFlags } from '../../model/sheet-axes.ts'
import { Code } from '../code.tsx'
import { useCellSessions } from '../use-cell-sessions.ts'
import { useShortcut } from '../use-shortcut.ts'
import { FlagRow } from './flag-row.tsx'
import type { RailProps } from './rail.tsx'
import './flag-picker.css'

/** The page's flags, those that it reads first, to choose several from. */
export function FlagPicker({ state, known, onStateChange }: RailProps): ReactElement {
  const [query, setQuery] = useState('')
  const search = useRef<HTMLInputElement>(null)
  useShortcut('/', () => search.current?.focus())
  const sought = useDeferredValue(query.trim().toLowerCase())
  const chosen = useMemo(
    () => new Set(chosenFlags(state, known).map(({ flagKey }) => flagKey)),
    [state, known],
  )
  const found = useMemo(() => {
    const isFound = (flagKey: string): boolean => flagKey.toLowerCase().includes(sought)
    const unheard = [...chosen].filter((flagKey) => !known.some((flag) => flag.flagKey === flagKey))
    return {
      read: known.filter(({ flagKey, observed }) => observed && isFound(flagKey)),
      unread: known.filter(({ flagKey, observed }) => !observed && isFound(flagKey)),
      unheard: unheard.filter(isFound),
    }
  }, [known, chosen, sought])
  const isNothingFound = found.read.length + found.unread.length + found.unheard.length === 0
  const row = (flagKey: string, flag: FlagReport | undefined): ReactElement => (
    <FlagRow
      key={flagKey}
      flagKey={flagKey}
      flag={flag}
      isChosen={chosen.has(flagKey)}
      state={state}
      known={known}
      onStateChange={onStateChange}
    />
  )
  return (
    <section className="flag-picker" aria-label="Flags">
      <div className="flag-search">
        <Search size={16} aria-hidden />
        <input
          type="search"
          placeholder="Search flags"
          aria-label="Search flags"
          aria-keyshortcuts="/"
          ref={search}
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <kbd aria-hidden>/</kbd>
      </div>
      <div className="flag-list">
        {known.length === 0 && <NoFlags />}
        {known.length > 0 && isNothingFound && (
          <p className="rail-message">No flag of this page has “{query.trim()}” in its key.</p>
        )}
        <FlagGroup title="Read by this page" count={found.read.length}>
          {found.read.map((flag) => row(flag.flagKey, flag))}
        </FlagGroup>
        <FlagGroup title="Not read so far" count={found.unread.length}>
          {found.unread.map((flag) => row(flag.flagKey, flag))}
        </FlagGroup>
        {known.length > 0 && (
          <FlagGroup title="Not known to this page" count={found.unheard.length}>
            {found.unheard.map((flagKey) => row(flagKey, undefined))}
          </FlagGroup>
        )}
      </div>
    </section>
  )
}

interface FlagGroupProps {
  readonly title: string
  readonly count: number
  readonly children: ReactNode
}

function FlagGroup({ title, count, children }: FlagGroupProps): ReactElement | null {
  if (count === 0) return null
  return (
    <fieldset className="flag-group">
      <legend>
        {title} <span>{count}</span>
      </legend>
      {children}
    </fieldset>
  )
}

function NoFlags(): ReactElement {
  const sessions = useCellSessions()
  const answer = useSyncExternalStore(sessions.subscribe, () => sessions.answer)
  switch (answer) {
    case 'awaited':
      return <p className="rail-message">Asking the page for its flags…</p>
    case 'failed':
      return (
        <div className="rail-message">
          <h2>No flags to show</h2>
          <p>The preview says why, and how to mend it.</p>
        </div>
      )
    case 'given':
      return (
        <div className="rail-message">
          <h2>No flags yet</h2>
          <p>The page has a flag client, and it knows no flags. Read one to see it here:</p>
          <Code>{"client.get('new-checkout', false)"}</Code>
        </div>
      )
  }
}
