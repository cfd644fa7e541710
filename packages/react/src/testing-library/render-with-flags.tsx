import { createTestClient, type TestClient, type TestClientOptions } from '@halyard/client/testing'
import { type queries, type RenderOptions, type RenderResult, render } from '@testing-library/react'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { FlagProvider } from '../flag-provider.tsx'

/** What {@link renderWithFlags} takes: what a test client begins with, and all that Testing Library's `render` takes. */
export interface RenderWithFlagsOptions extends TestClientOptions, Omit<RenderOptions, 'queries'> {
  /** A client that there is already, in place of one with `flags` and `context`. @default a new one */
  readonly client?: TestClient
}

/** Testing Library's result, and the client. */
export interface RenderWithFlagsResult extends RenderResult {
  /** Set flags with it, within `act`. */
  readonly client: TestClient
}

/**
 * Renders what reads flags, with Testing Library, below a provider of a test client: live, without network and storage.
 *
 * @param options.wrapper goes around the interface under test, within the provider, so that it can read flags as well.
 * @example
 * const { client } = renderWithFlags(<Checkout />, { flags: { 'express-checkout': true } })
 * act(() => client.set('express-checkout', false))
 */
export function renderWithFlags(ui: ReactNode, options: RenderWithFlagsOptions = {}): RenderWithFlagsResult {
  const { flags, context, overrides, client = createTestClient(options), ...renderOptions } = options
  const { wrapper: Inner = Fragment } = options
  const wrapper = ({ children }: { readonly children: ReactNode }): ReactElement => (
    <FlagProvider client={client}>
      <Inner>{children}</Inner>
    </FlagProvider>
  )
  return { ...render<typeof queries>(ui, { ...renderOptions, wrapper }), client }
}
