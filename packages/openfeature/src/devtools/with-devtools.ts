import { DEVTOOLS_REGISTRY_KEY } from '@halyard/devtools'
import type { Provider } from '@openfeature/web-sdk'
import { watchProvider } from './watched-provider.ts'

/** Who may look at a provider, apart from the browser's own devtools. */
export interface WithDevtoolsOptions {
  /**
   * The origins of pages that may inspect and override this provider when they embed this page, as `https://example.com`.
   *
   * @default []
   */
  readonly allowOrigins?: readonly string[]
}

/**
 * Shows any OpenFeature provider in devtools: in the Halyard panel of the browser, and to pages of the given origins that
 * embed this one. Whatever the application evaluates is listed there, and can be overridden for this tab; the SDK is told
 * of each override as of any other change of configuration, and evaluates it with the reason `OVERRIDE`.
 *
 * Where nobody can look (no extension is there, and no page around this one), what is returned is the provider itself.
 * Elsewhere the code that reports is a chunk that is loaded now; overrides hold from the first evaluation on.
 *
 * @param provider one of `@openfeature/web-sdk`, of any vendor. Set what is returned in its place.
 * @returns the same provider to whoever uses it: its own members are there, and work on the provider that was given.
 * @example
 * OpenFeature.setProvider(withDevtools(new FlagdWebProvider({ host: 'flags.example.com' })))
 */
export function withDevtools<Given extends Provider>(
  provider: Given,
  { allowOrigins = [] }: WithDevtoolsOptions = {},
): Given {
  const page = globalThis as { parent?: unknown; window?: unknown }
  const origins = page.parent === page.window ? [] : allowOrigins
  if (!(DEVTOOLS_REGISTRY_KEY in page) && origins.length === 0) return provider

  let leaving: Promise<() => void> | undefined
  const watched = watchProvider(provider, join, () => {
    void leaving?.then((leave) => leave())
    leaving = undefined
  })
  join()
  return standIn(provider, watched.members as Partial<Given>)

  function join(): void {
    leaving ??= import('./join-registry.ts').then(
      ({ joinRegistry }) => joinRegistry(watched, origins),
      // Where the chunk cannot be loaded, nobody sees the provider, and it serves as ever.
      () => () => undefined,
    )
  }
}

/**
 * What looks like an object, save for some of its members. It works on the object itself, whose private fields nothing
 * else has.
 */
function standIn<T extends object>(object: T, own: Partial<T>): T {
  const methods = new Map<unknown, unknown>()
  // An heir, because a proxy must repeat what a frozen object has.
  return new Proxy(Object.create(object) as T, {
    get(_, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name)
      const value: unknown = Reflect.get(object, name)
      if (typeof value !== 'function' || name === 'constructor') return value
      if (!methods.has(value)) methods.set(value, value.bind(object))
      return methods.get(value)
    },
    set: (_, name, value) => Reflect.set(object, name, value),
  })
}
