import { type ReactElement, useEffect, useState } from 'react'
import { readScenes, type SceneReading } from '../../frames/read-scenes.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { Code } from '../code.tsx'
import type { ChangeSheet } from '../use-sheet-address.ts'
import './scene-list.css'

interface SceneListProps {
  readonly pageUrl: SheetState['pageUrl']
  readonly onStateChange: ChangeSheet
}

/** The components that the application behind the page shows alone. It is not asked before somebody wants to know. */
export function SceneList({ pageUrl, onStateChange }: SceneListProps): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="axis scene-list" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="axis-title">Scenes</span>
        <span className="axis-summary">components alone</span>
      </summary>
      {isOpen && <Scenes pageUrl={pageUrl} onStateChange={onStateChange} />}
    </details>
  )
}

function Scenes({ pageUrl, onStateChange }: SceneListProps): ReactElement {
  const [reading, setReading] = useState<SceneReading>()
  useEffect(() => {
    const calling = new AbortController()
    const { signal } = calling
    const options = { playgroundOrigin: location.origin, fetch: fetch.bind(globalThis), signal }
    readScenes(pageUrl, options).then((next) => {
      if (!signal.aborted) setReading(next)
    })
    return () => calling.abort()
  }, [pageUrl])
  if (!reading) return <p className="axis-body rail-message">Asking for the scenes…</p>
  if (reading.status === 'failed') {
    const { title, why, fix, code } = reading.failure
    return (
      <div className="axis-body rail-message">
        <h2>{title}</h2>
        <p>{why}</p>
        <p>{fix}</p>
        {code && <Code>{code}</Code>}
      </div>
    )
  }
  if (reading.scenes.length === 0) {
    return (
      <div className="axis-body rail-message">
        <h2>No scenes yet</h2>
        <p>A file whose name ends in .scene is one. In it, export the component:</p>
        <Code>{'export default function Greeting() { … }'}</Code>
      </div>
    )
  }
  return (
    <ul className="axis-body">
      {reading.scenes.map(({ id, title, file, url, viewport }) => (
        <li key={id}>
          <button
            type="button"
            className="scene"
            aria-current={url === pageUrl ? 'page' : undefined}
            onClick={() =>
              onStateChange({
                pageUrl: url,
                view: { kind: 'grid' },
                ...(viewport && { viewports: [viewport] }),
              })
            }
          >
            <span>{title}</span>
            <small>{file}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}
