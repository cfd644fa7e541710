import { createTestClient, type TestClient, type TestClientOptions } from '@halyard/client/testing'
import { type RenderOptions, type RenderResult, render } from '@testing-library/vue'
import { createFlagPlugin } from '../create-flag-plugin.ts'

/** What {@link renderWithFlags} takes: what a test client begins with, and all that Testing Library's `render` takes. */
export type RenderWithFlagsOptions<C> = TestClientOptions &
  RenderOptions<C> & {
    /** A client that there is already, in place of one with `flags` and `context`. @default a new one */
    readonly client?: TestClient
  }

/** Testing Library's result, and the client. */
export interface RenderWithFlagsResult extends RenderResult {
  /** Set flags with it, and await `nextTick` to see them. */
  readonly client: TestClient
}

/**
 * Renders a component that reads flags, with Testing Library, in an application that has a test client: live, without
 * network and storage.
 *
 * @example
 * const { client } = renderWithFlags(Checkout, { flags: { 'express-checkout': true } })
 * client.set('express-checkout', false)
 * await nextTick()
 */
export function renderWithFlags<C>(
  component: C,
  options: RenderWithFlagsOptions<C> = {},
): RenderWithFlagsResult {
  const { flags, context, overrides, client = createTestClient(options), ...renderOptions } = options
  const { global } = options
  const plugins = [createFlagPlugin(client), ...(global?.plugins ?? [])]
  return { ...render(component, { ...renderOptions, global: { ...global, plugins } }), client }
}
