import { isLocalSite } from '../../local-sites.ts'
import type { PageAccess, SiteAccess, WithheldSite } from './site-access.ts'

/** The most sites of frames that a panel asks for. */
const MAX_FRAME_SITES = 5

/** Finds out in DevTools which sites of the inspected tab the browser lets the extension look into. */
export function createExtensionSiteAccess(): SiteAccess {
  const { inspectedWindow, network } = chrome.devtools
  const { permissions } = chrome
  return {
    watch(listener) {
      let newest: Promise<PageAccess> | null = null
      const look = async () => {
        const search = findAccess()
        newest = search
        const access = await search
        if (newest === search) listener(access)
      }
      const lookAtFrame = (resource: chrome.devtools.inspectedWindow.Resource) => {
        if (isDocument(resource)) void look()
      }
      network.onNavigated.addListener(look)
      inspectedWindow.onResourceAdded.addListener(lookAtFrame)
      permissions.onAdded.addListener(look)
      permissions.onRemoved.addListener(look)
      void look()
      return () => {
        newest = null
        network.onNavigated.removeListener(look)
        inspectedWindow.onResourceAdded.removeListener(lookAtFrame)
        permissions.onAdded.removeListener(look)
        permissions.onRemoved.removeListener(look)
      }
    },
    // A policy of the browser's owner may forbid it, which rejects.
    request: ({ hostname }) => permissions.request({ origins: [patternOf(hostname)] }).catch(() => false),
    async borrow(origin) {
      if (isLocalSite(new URL(origin).hostname)) return () => undefined
      const wanted = { origins: [`${origin}/*`] }
      // Looked up before it is requested, and not waited for: a request has to be made while the click is handled.
      const before = permissions.contains(wanted)
      const isAllowed = await permissions.request(wanted).catch(() => false)
      if (!isAllowed) return null
      return (await before) ? () => undefined : () => void permissions.remove(wanted)
    },
  }
}

async function findAccess(): Promise<PageAccess> {
  const [own, frames] = await Promise.all([findHostname(), findFrameHostnames()])
  if (own === null) return { isWebPage: false, withheld: [] }
  const withheld: WithheldSite[] = (await isWithheld(own)) ? [{ hostname: own, isFrame: false }] : []
  for (const hostname of frames) {
    if (withheld.length > MAX_FRAME_SITES) break
    if (hostname !== own && (await isWithheld(hostname))) withheld.push({ hostname, isFrame: true })
  }
  return { isWebPage: true, withheld }
}

async function isWithheld(hostname: string): Promise<boolean> {
  return !isLocalSite(hostname) && !(await chrome.permissions.contains({ origins: [patternOf(hostname)] }))
}

/** The inspected page's own, which no script of it can make up; `null` where it is none of the web. */
function findHostname(): Promise<string | null> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.eval<unknown>('location.href', (...[url]) => resolve(webHostname(url)))
  })
}

function findFrameHostnames(): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.getResources((resources) => {
      const hostnames = resources.filter(isDocument).map(({ url }) => webHostname(url))
      resolve(new Set(hostnames.filter((hostname) => hostname !== null)))
    })
  })
}

function isDocument(resource: chrome.devtools.inspectedWindow.Resource): boolean {
  // Chrome says what a resource is; the types of its interface do not know.
  return (resource as { readonly type?: unknown }).type === 'document'
}

function webHostname(url: unknown): string | null {
  return typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url) ? new URL(url).hostname : null
}

function patternOf(hostname: string): string {
  return `*://${hostname}/*`
}
