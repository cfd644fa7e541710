import type { RequestHeaders } from '../service-request.ts'

/** Decides which pages may ask a service. */
export interface OriginPolicy {
  /** The origin that may not ask, where a request comes from such a page. */
  refused(headers: RequestHeaders): string | undefined
  /** Lets the page that asked read an answer that is for pages, and no other one. */
  narrow(headers: RequestHeaders, answered: Headers): void
}

/**
 * Creates a policy that lets in the pages of some origins only, and those of the service's own. What is no page names no
 * origin, and is let in: the list keeps pages elsewhere out, it is no login.
 *
 * @param allowed origins as browsers send them: scheme, host, and the port where it is not the scheme's own.
 * @throws Error for what is no origin; it says what one looks like.
 * @example createOriginPolicy(['https://app.example.com']).refused(request.headers)
 */
export function createOriginPolicy(allowed: readonly string[]): OriginPolicy {
  const origins = new Set(allowed.map(parseOrigin))

  return {
    refused(headers) {
      const origin = headers.get('origin')
      if (origin === null || origins.has(origin)) return undefined
      // pages of the service's own origin name it, too, when they send something
      return URL.parse(origin)?.host === headers.get('host') ? undefined : origin
    },
    narrow(headers, answered) {
      // whoever keeps an answer for one page is not to give it to another
      answered.append('Vary', 'Origin')
      if (!answered.has('access-control-allow-origin')) return
      const origin = headers.get('origin')
      if (origin !== null && origins.has(origin)) return answered.set('Access-Control-Allow-Origin', origin)
      for (const name of CORS_HEADERS) answered.delete(name)
    },
  }
}

const CORS_HEADERS = [
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Max-Age',
] as const

/**
 * Reads an origin, as an allow-list has it.
 *
 * @returns it as browsers send it.
 * @throws Error that says what an origin looks like.
 * @example parseOrigin('https://app.example.com:443') // 'https://app.example.com'
 */
export function parseOrigin(text: string): string {
  const url = URL.parse(text)
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
  if (isOrigin) return url.origin
  throw new Error(
    `${JSON.stringify(text)} is no origin. Write scheme, host and port as in https://app.example.com, without a path.`,
  )
}
