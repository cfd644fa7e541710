import { Flag, useFlag } from '@halyard/react'
import type { ReactElement } from 'react'
import { type Bag, summariseBag } from './bag.ts'
import { KiteDrawing } from './kite-drawing.tsx'
import { formatEuro } from './price-lines.ts'
import './bag-panel.css'

interface BagPanelProps {
  readonly bag: Bag
  onChange(kiteId: string, by: number): void
}

/**
 * What is in the bag, what is missing until delivery is free, and the way out, which `express-checkout` shortens;
 * `gift-wrapping` offers paper, and `wind-mail` a mail to those who take nothing.
 */
export function BagPanel({ bag, onChange }: BagPanelProps): ReactElement {
  const freeShippingFrom = useFlag('free-shipping-from', 90)
  const offersPaper = useFlag('gift-wrapping', false)
  const offersMail = useFlag('wind-mail', false)
  const { lines, total, untilFreeShipping, freeShippingProgress } = summariseBag(bag, freeShippingFrom)
  return (
    <aside className="bag-panel" id="bag" aria-labelledby="bag-title">
      <h2 id="bag-title">Your bag</h2>
      {lines.length === 0 && (
        <p className="bag-empty">
          Nothing yet. The wind is waiting.
          {offersMail && <a href="#mail">Write to me when it is up</a>}
        </p>
      )}
      <ul className="bag-lines">
        {lines.map(({ kite, count }) => (
          <li key={kite.id}>
            <span className="bag-picture">
              <KiteDrawing shape={kite.shape} />
            </span>
            <span className="bag-name">
              {kite.name}
              <small>{formatEuro(kite.price)}</small>
            </span>
            <span className="bag-stepper">
              <button
                type="button"
                aria-label={`One ${kite.name} less`}
                onClick={() => onChange(kite.id, -1)}
              >
                −
              </button>
              <output>{count}</output>
              <button type="button" aria-label={`One ${kite.name} more`} onClick={() => onChange(kite.id, 1)}>
                +
              </button>
            </span>
          </li>
        ))}
      </ul>
      <div className="free-shipping">
        <meter value={freeShippingProgress} aria-label="Towards free delivery" />
        <p>
          {untilFreeShipping > 0
            ? `${formatEuro(untilFreeShipping)} more and delivery is free`
            : 'Delivery is free'}
        </p>
      </div>
      {offersPaper && (
        <label className="bag-paper">
          <input type="checkbox" />
          Wrapped as a present
        </label>
      )}
      <p className="bag-total">
        Total <strong>{formatEuro(total)}</strong>
      </p>
      <Flag
        name="express-checkout"
        fallback={false}
        on={<ExpressCheckout total={total} />}
        off={<StepByStepCheckout />}
      />
    </aside>
  )
}

function ExpressCheckout({ total }: { readonly total: number }): ReactElement {
  return (
    <div className="checkout">
      <button type="button" className="button button-express">
        Pay {formatEuro(total)} now
      </button>
      <p>To 4 Ropewalk Lane, with the card ending in 42. One tap, nothing to fill in.</p>
    </div>
  )
}

function StepByStepCheckout(): ReactElement {
  return (
    <div className="checkout">
      <button type="button" className="button button-strong">
        Go to checkout
      </button>
      <ol className="checkout-steps">
        <li>Address</li>
        <li>Delivery</li>
        <li>Payment</li>
      </ol>
    </div>
  )
}
