import { FlagProvider, useFlag } from '@halyard/react'
import { type ReactElement, useId, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { client, focusName, LAYOUT } from '../../src/playground/previewed-flags.ts'

function Page(): ReactElement {
  const id = useId()
  const [name, setName] = useState('')
  const [isNews, setNews] = useState(false)
  const [count, setCount] = useState(0)
  const hero = useFlag('hero', '-')
  return (
    <main className={LAYOUT}>
      <h1>{hero}</h1>
      <p>{useFlag('greeting', '-')}</p>
      {hero === 'Bold' && <button type="button">Another one</button>}
      <label htmlFor={id}>Name</label>
      <input id={id} value={name} onChange={(event) => setName(event.target.value)} />
      <label>
        News
        <input type="checkbox" checked={isNews} onChange={() => setNews(!isNews)} />
      </label>
      <button
        type="button"
        onClick={() => {
          setCount(count + 1)
          focusName()
        }}
      >
        Add
      </button>
      <output>{`${name} ${isNews} ${count}`}</output>
      <div style={{ height: 2000 }} />
    </main>
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <FlagProvider client={client}>
    <Page />
  </FlagProvider>,
)
