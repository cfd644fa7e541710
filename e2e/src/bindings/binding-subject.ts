import type { FlagClient } from '@halyard/client'

/** What a page needs of a binding, as it is built for production. */
export interface BindingSubject {
  /**
   * Mounts one component for each flag under one provider, in an element of the document: each is a `<p>` with its
   * flag's value as text, and `-` as fallback. The page shows them when this returns.
   *
   * @param onRender called whenever the code of a component runs, or where the framework writes its text anew.
   */
  mount(
    element: Element,
    client: FlagClient,
    flagKeys: readonly string[],
    onRender: () => void,
  ): MountedSubject
}

/** Components that are mounted. */
export interface MountedSubject {
  /** Has the code of every component run again though no flag changed; the page is up to date when this returns. */
  rerender(): void
  /** The page shows nothing any more when this returns. */
  unmount(): void
}
