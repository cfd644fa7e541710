import { useFlag } from '@halyard/react'
import type { ReactElement } from 'react'
import { KiteDrawing } from './kite-drawing.tsx'
import type { Kite } from './kites.ts'
import { priceLines } from './price-lines.ts'
import './kite-card.css'

/** The strongest wind that anybody should fly in. */
const STRONGEST_BEAUFORT = 8

/** One kite of the range, with its price as the flag `price-display` wants it, and with a scale where `wind-scale` does. */
export function KiteCard({ kite, onAdd }: { readonly kite: Kite; onAdd(kite: Kite): void }): ReactElement {
  const { price, former, note } = priceLines(kite, useFlag('price-display', 'plain'))
  const hasScale = useFlag('wind-scale', true)
  const [from, to] = kite.wind
  return (
    <li className="kite-card">
      <div className="kite-stage" data-shape={kite.shape}>
        <KiteDrawing shape={kite.shape} />
      </div>
      <div className="kite-title">
        <h3>{kite.name}</h3>
        <p className="kite-price">
          {former && <s>{former}</s>} <strong>{price}</strong>
        </p>
      </div>
      <p className="kite-note" data-empty={note === undefined}>
        {note}
      </p>
      <p className="kite-line">{kite.line}</p>
      <div className="kite-foot">
        <p className="wind">
          Wind {from}–{to}
          {hasScale && (
            <span className="wind-scale" aria-hidden="true">
              {Array.from({ length: STRONGEST_BEAUFORT }, (_, index) => index + 1).map((beaufort) => (
                <i key={beaufort} data-good={beaufort >= from && beaufort <= to} />
              ))}
            </span>
          )}
        </p>
        <button type="button" className="button" onClick={() => onAdd(kite)}>
          Add<span className="visually-hidden"> {kite.name} to the bag</span>
        </button>
      </div>
    </li>
  )
}
