import type { DehydratedFlags, FlagClient } from '@halyard/client'
import { FlagProvider, useFlag } from '@halyard/react'
import { type ReactElement, StrictMode, Suspense } from 'react'
import { Shop } from '../../../playground/src/shop/shop.tsx'

/** What a server holds back of a page; a browser has all of it. */
export interface Gate {
  isOpen: boolean
  readonly opened: Promise<void>
}

/** What server and browser render alike. */
export interface ApplicationProps {
  readonly view: 'shop' | 'two-parts'
  readonly client: FlagClient
  /** For the browser's client to begin with. */
  readonly bootstrap: DehydratedFlags | null
  readonly gate: Gate
}

/** A whole document. */
export function Application({ view, client, bootstrap, gate }: ApplicationProps): ReactElement {
  const json = JSON.stringify(bootstrap).replaceAll('<', '\\u003c')
  return (
    <StrictMode>
      <FlagProvider client={client}>
        <html lang="en" data-view={view}>
          <head>
            <meta charSet="utf-8" />
            <title>Rendered on a server</title>
            <link rel="icon" href="data:," />
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without a tag in it */}
            <script type="application/json" id="flags" dangerouslySetInnerHTML={{ __html: json }} />
          </head>
          <body>{view === 'shop' ? <Shop /> : <TwoParts gate={gate} />}</body>
        </html>
      </FlagProvider>
    </StrictMode>
  )
}

/** Of which the second one may come later. */
function TwoParts({ gate }: Pick<ApplicationProps, 'gate'>): ReactElement {
  return (
    <main>
      <Shown id="early" />{' '}
      <Suspense fallback="pending">
        <Late gate={gate} />
      </Suspense>
    </main>
  )
}

function Late({ gate }: Pick<ApplicationProps, 'gate'>): ReactElement {
  if (!gate.isOpen) throw gate.opened
  return <Shown id="late" />
}

function Shown({ id }: { readonly id: string }): ReactElement {
  return <b id={id}>{useFlag('hero', 'fallback')}</b>
}
