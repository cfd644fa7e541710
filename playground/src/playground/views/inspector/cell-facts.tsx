import type { ReactElement, ReactNode } from 'react'
import type { PageModel } from '../../frames/page-model.ts'
import { appearanceName } from '../../model/appearance.ts'
import { checkCell } from '../../model/check-cell.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import { viewportName } from '../../model/viewports.ts'

interface CellFactsProps {
  readonly cell: Cell
  readonly model: PageModel | undefined
  /** Of the conversation with the page. */
  readonly status: string
}

/** As whom, in which size and appearance a cell is seen, and how its page's client stands to its source. */
export function CellFacts({ cell, model, status }: CellFactsProps): ReactElement {
  const { persona, viewport, appearance } = cell
  const client = model?.clients[0]
  const context = client?.context ?? persona?.context
  const isContextRefused =
    model !== undefined && checkCell({ assignment: new Map(), persona }, model).length > 0
  return (
    <section className="inspector-section">
      <h3>Seen</h3>
      <dl className="inspector-facts">
        <Fact name="As">
          {persona?.name ?? 'the page’s own user'}
          {isContextRefused && <p className="inspector-bad">The page kept its own context.</p>}
        </Fact>
        {context && (
          <Fact name="Context" isWide>
            <pre>{JSON.stringify(context, null, 2)}</pre>
          </Fact>
        )}
        <Fact name="Size">
          {viewportName(viewport)}, {viewport.width} × {viewport.height}
        </Fact>
        <Fact name="Appearance">{appearanceName(appearance)}</Fact>
        <Fact name="Client">
          {client ? `${client.state}, ${client.sdk}` : (STATUS_TEXT[status] ?? status)}
        </Fact>
        {client?.revision !== undefined && (
          <Fact name="Revision">
            <code>{client.revision}</code>
          </Fact>
        )}
        {client?.error !== undefined && <Fact name="Failed at">{client.error}</Fact>}
      </dl>
    </section>
  )
}

const STATUS_TEXT: { readonly [status: string]: string } = {
  waiting: 'not loaded yet',
  loading: 'loading',
  failed: 'says nothing: the preview says why',
}

interface FactProps {
  readonly name: string
  readonly isWide?: boolean
  readonly children: ReactNode
}

function Fact({ name, isWide = false, children }: FactProps): ReactElement {
  return (
    <div data-wide={isWide}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
