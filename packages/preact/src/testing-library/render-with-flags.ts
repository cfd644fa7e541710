import { createTestClient, type TestClient, type TestClientOptions } from '@halyard/client/testing'
import { type RenderOptions, type RenderResult, render } from '@testing-library/preact'
import {
  type ComponentChild,
  type ComponentType,
  createElement,
  Fragment,
  type RenderableProps,
} from 'preact'
import { FlagProvider } from '../flag-provider.ts'

/** What {@link renderWithFlags} takes: what a test client begins with, and all that Testing Library's `render` takes. */
export interface RenderWithFlagsOptions
  extends TestClientOptions,
    Omit<RenderOptions, 'queries' | 'wrapper'> {
  /** Goes around the interface under test, within the provider, so that it can read flags as well. */
  readonly wrapper?: ComponentType
  /** Takes over the markup that is in the container, and tells the provider so. @default false */
  readonly hydrate?: boolean
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
 * @example
 * const { client } = renderWithFlags(<Checkout />, { flags: { 'express-checkout': true } })
 * act(() => client.set('express-checkout', false))
 */
export function renderWithFlags(
  ui: ComponentChild,
  options: RenderWithFlagsOptions = {},
): RenderWithFlagsResult {
  const { flags, context, overrides, client = createTestClient(options), ...renderOptions } = options
  const { wrapper: Inner = Fragment, hydrate = false } = options
  const wrapper = ({ children }: RenderableProps<object>): ComponentChild =>
    createElement(FlagProvider, { client, hydrating: hydrate }, createElement(Inner, null, children))
  return { ...render(ui, { ...renderOptions, wrapper }), client }
}
