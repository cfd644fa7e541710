import type { ReactElement } from 'react'
import type { Persona } from './personas.ts'
import { PERSONAS } from './personas.ts'
import './site-header.css'

interface SiteHeaderProps {
  readonly persona: Persona
  readonly bagCount: number
  onPersonaChange(persona: Persona): void
}

/** The shop's name, the way to the bag, and who one is while looking at the demo. */
export function SiteHeader({ persona, bagCount, onPersonaChange }: SiteHeaderProps): ReactElement {
  return (
    <header className="site-header">
      <a className="brand" href="#top">
        <img src="/kite.svg" alt="" width="26" height="26" />
        Updraft
      </a>
      <nav className="site-links" aria-label="Shop">
        <a href="#range">Kites</a>
        <a href="#bag">
          Bag <span className="bag-count">{bagCount}</span>
        </a>
      </nav>
      <label className="persona">
        <span className="persona-initial" aria-hidden="true">
          {persona.name.charAt(0)}
        </span>
        <span className="persona-label">You are</span>
        <select
          value={persona.id}
          onChange={(event) => {
            const next = PERSONAS.find(({ id }) => id === event.target.value)
            if (next) onPersonaChange(next)
          }}
        >
          {PERSONAS.map(({ id, name, description }) => (
            <option key={id} value={id}>
              {name}, {description}
            </option>
          ))}
        </select>
      </label>
    </header>
  )
}
