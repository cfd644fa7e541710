import { useFlagClient } from '@halyard/react'
import { type ReactElement, useState } from 'react'
import { AnnouncementBar } from './announcement-bar.tsx'
import { type Bag, changeBag } from './bag.ts'
import { BagPanel } from './bag-panel.tsx'
import { FlagStatusLine } from './flag-status-line.tsx'
import { Hero } from './hero.tsx'
import { KiteCard } from './kite-card.tsx'
import { KITES } from './kites.ts'
import { PERSONAS } from './personas.ts'
import { SiteHeader } from './site-header.tsx'

const BAG_OF_A_NEWCOMER: Bag = new Map([['gullwing', 1]])

/** The shop's one page. */
export function Shop(): ReactElement {
  const client = useFlagClient()
  const [persona, setPersona] = useState(PERSONAS[0])
  const [bag, setBag] = useState(BAG_OF_A_NEWCOMER)
  const change = (kiteId: string, by: number) => setBag((current) => changeBag(current, kiteId, by))
  return (
    <div id="top">
      <AnnouncementBar />
      <SiteHeader
        persona={persona}
        bagCount={[...bag.values()].reduce((sum, count) => sum + count, 0)}
        onPersonaChange={(next) => {
          setPersona(next)
          void client.setContext(next.context)
        }}
      />
      <main>
        <Hero />
        <div className="shop-body">
          <section id="range" aria-labelledby="range-title">
            <div className="range-heading">
              <h2 id="range-title">Six kites</h2>
              <p>Line, winder and a way home included.</p>
            </div>
            <ul className="kite-grid">
              {KITES.map((kite) => (
                <KiteCard key={kite.id} kite={kite} onAdd={({ id }) => change(id, 1)} />
              ))}
            </ul>
          </section>
          <BagPanel bag={bag} onChange={change} />
        </div>
      </main>
      <FlagStatusLine persona={persona} />
    </div>
  )
}
