/** A site that the person has not allowed the extension to look into. */
export interface WithheldSite {
  /** As `shop.example`, without port: what is allowed is allowed on every port, with and without TLS. */
  readonly hostname: string
  /** Whether only frames of the page belong to it. */
  readonly isFrame: boolean
}

/** What of a tab may be looked into. */
export interface PageAccess {
  /** Whether the tab shows a page of the web. No extension looks into those of the browser itself. */
  readonly isWebPage: boolean
  /** The page's own site first, then those of its frames; none where everything is allowed. */
  readonly withheld: readonly WithheldSite[]
}

/** How a panel finds out which sites of the inspected tab it may look into, and asks for more. */
export interface SiteAccess {
  /**
   * Tells how it stands: once soon, then whenever the tab shows another page or the person changes their mind.
   *
   * @returns a function that ends it.
   */
  watch(listener: (access: PageAccess) => void): () => void
  /**
   * Asks the person to allow a site. Browsers let this happen only while a click is being handled.
   *
   * @returns whether they did; `false` where the browser does not let them.
   */
  request(site: WithheldSite): Promise<boolean>
  /**
   * Asks the person to let the panel read from an origin for a moment. Only while a click is being handled, too.
   *
   * @param origin as `https://flags.example.com`, with its port where it has one.
   * @returns a function that gives back what was not allowed before; `null` where they do not let it.
   */
  borrow(origin: string): Promise<(() => void) | null>
}
