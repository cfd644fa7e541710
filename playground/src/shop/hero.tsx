import { Flag } from '@halyard/react'
import type { ReactElement } from 'react'
import { KiteDrawing } from './kite-drawing.tsx'
import './hero.css'

/** What greets people; the flag `hero` chooses, and what it chooses that is not known here is the classic one. */
export function Hero(): ReactElement {
  return (
    <Flag
      name="hero"
      fallback="classic"
      cases={{ classic: <ClassicHero />, bold: <BoldHero />, seasonal: <SeasonalHero /> }}
    />
  )
}

function ClassicHero(): ReactElement {
  return (
    <section className="hero hero-classic">
      <div className="hero-words">
        <h1>Kites for ordinary wind</h1>
        <p>Cut, sewn and flown in a former ropewalk by the sea. Every one goes up before it goes out.</p>
        <a className="button button-strong" href="#range">
          See the six kites
        </a>
      </div>
      <div className="hero-sky">
        <span className="hero-sun" />
        <span className="hero-kite hero-kite-1">
          <KiteDrawing shape="diamond" />
        </span>
        <span className="hero-kite hero-kite-2">
          <KiteDrawing shape="delta" />
        </span>
        <Hills />
      </div>
    </section>
  )
}

function BoldHero(): ReactElement {
  return (
    <section className="hero hero-bold">
      <div className="hero-words">
        <h1>
          Go fly
          <br />
          something.
        </h1>
        <p>Six kites. One afternoon. No battery.</p>
        <a className="button" href="#range">
          Pick yours
        </a>
      </div>
      <span className="hero-kite">
        <KiteDrawing shape="rokkaku" />
      </span>
    </section>
  )
}

function SeasonalHero(): ReactElement {
  return (
    <section className="hero hero-seasonal">
      <span className="hero-sun" />
      <span className="hero-kite hero-kite-1">
        <KiteDrawing shape="serpent" />
      </span>
      <span className="hero-kite hero-kite-2">
        <KiteDrawing shape="diamond" />
      </span>
      <span className="hero-kite hero-kite-3">
        <KiteDrawing shape="delta" />
      </span>
      <Hills />
      <div className="hero-words">
        <h1>The autumn wind is here</h1>
        <p>Low sun, empty beaches, four Beaufort by tea time. This is what they are made for.</p>
        <a className="button" href="#range">
          Kites for October
        </a>
      </div>
    </section>
  )
}

function Hills(): ReactElement {
  return (
    <svg className="hero-hills" viewBox="0 0 1200 220" preserveAspectRatio="none" aria-hidden="true">
      <path className="hill-far" d="M0 120c180-70 330-60 520-10s360 60 680-50v160H0z" />
      <path className="hill-near" d="M0 190c240-90 420-30 640-40s360-90 560-60v130H0z" />
    </svg>
  )
}
