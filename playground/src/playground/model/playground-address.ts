import { VIEWPORTS, type ViewportId } from './viewports.ts'

/** Percent of true size, or whatever lets all previews be seen at once. */
export type Zoom = 'fit' | 25 | 50 | 75 | 100

/** The zooms to choose from. */
export const ZOOMS: readonly Zoom[] = ['fit', 25, 50, 75, 100]

/** Everything that a link to the playground says. */
export interface PlaygroundAddress {
  /** The page that is shown: an absolute `http:` or `https:` address. */
  readonly pageUrl: string
  /** The flag whose variations are shown; absent until one is chosen. */
  readonly flagKey?: string
  readonly viewport: ViewportId
  readonly zoom: Zoom
}

/**
 * Reads the query of the playground's own address. What is missing or makes no sense has its default.
 *
 * @param defaultPageUrl the page where the query names none.
 * @example parsePlaygroundAddress('?flag=hero', 'http://127.0.0.1:4890/').flagKey // 'hero'
 */
export function parsePlaygroundAddress(query: string, defaultPageUrl: string): PlaygroundAddress {
  const parameters = new URLSearchParams(query)
  const flagKey = parameters.get('flag')
  const viewport = parameters.get('viewport') ?? ''
  const zoom = parameters.get('zoom')
  return {
    pageUrl: parsePageUrl(parameters.get('page') ?? '') ?? defaultPageUrl,
    ...(flagKey && { flagKey }),
    viewport: Object.hasOwn(VIEWPORTS, viewport) ? (viewport as ViewportId) : 'desktop',
    zoom: ZOOMS.find((candidate) => String(candidate) === zoom) ?? 'fit',
  }
}

/**
 * Writes the query that {@link parsePlaygroundAddress} reads; defaults are left out, so that links stay short.
 *
 * @example formatPlaygroundAddress({ pageUrl, flagKey: 'hero', viewport: 'phone', zoom: 'fit' }, pageUrl) // '?flag=hero&viewport=phone'
 */
export function formatPlaygroundAddress(address: PlaygroundAddress, defaultPageUrl: string): string {
  const parameters = new URLSearchParams()
  if (address.pageUrl !== defaultPageUrl) parameters.set('page', address.pageUrl)
  if (address.flagKey !== undefined) parameters.set('flag', address.flagKey)
  if (address.viewport !== 'desktop') parameters.set('viewport', address.viewport)
  if (address.zoom !== 'fit') parameters.set('zoom', String(address.zoom))
  const query = parameters.toString()
  return query === '' ? '' : `?${query}`
}

/**
 * Reads what somebody typed as the address of a page; without a scheme it is taken as `http:` on this machine and
 * `https:` elsewhere. Only web pages: a `javascript:` address would run with the playground's own rights.
 *
 * @returns the absolute address, or `null` when it is none.
 * @example parsePageUrl('localhost:5173/cart') // 'http://localhost:5173/cart'
 */
export function parsePageUrl(text: string): string | null {
  const typed = text.trim()
  if (typed === '') return null
  const candidate = HAS_SCHEME.test(typed) ? typed : `${IS_LOCAL.test(typed) ? 'http' : 'https'}://${typed}`
  if (!URL.canParse(candidate)) return null
  const url = new URL(candidate)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

// "localhost:5173" begins like a scheme, and "example.com:8080" does too: a port follows instead of a path
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:(?!\d)/i
const IS_LOCAL = /^(?:localhost|127\.|\[::1\])/i
