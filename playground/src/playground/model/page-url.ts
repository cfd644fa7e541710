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
