/** The parameter of an address that holds a share. */
export const SHARE_PARAMETER = 'halyard-share'

// What stands before it, and one share or several in a row; the last group tells whether anything follows them.
const PARAMETERS = new RegExp(`([?#&])(?:${SHARE_PARAMETER}=([^&#]*)(&|(?=#)|$))+`, 'g')

/**
 * Puts a share into an address, in place of one that is there: into the fragment, which no server and no log of one
 * ever sees, and whose length no server limits.
 *
 * @param address absolute or relative.
 * @param text what `encodeShare` or `signShare` gave.
 * @example addShare('https://shop.example.com/cart', text) // 'https://shop.example.com/cart#halyard-share=1.eyJ…'
 */
export function addShare(address: string, text: string): string {
  const { rest } = takeShare(address)
  const [, ...fragment] = rest.split('#')
  return `${rest}${separatorAfter(fragment.length > 0 ? fragment.join('#') : null)}${SHARE_PARAMETER}=${text}`
}

function separatorAfter(fragment: string | null): string {
  if (fragment === null) return '#'
  if (fragment === '') return ''
  // An application that keeps its route in the fragment reads a query there, and finds its route in front of it.
  return fragment.startsWith('/') && !fragment.includes('?') ? '?' : '&'
}

/**
 * Finds the share in an address, in its query or in its fragment.
 *
 * @returns the share, the last one where there are several in a row, `null` where there is none; and the address
 * without any, otherwise as it was to the letter.
 * @example takeShare('/cart?page=2&halyard-share=1.eyJ…') // { text: '1.eyJ…', rest: '/cart?page=2' }
 */
export function takeShare(address: string): { readonly text: string | null; readonly rest: string } {
  let text: string | null = null
  const rest = address.replace(PARAMETERS, (_, before: string, found: string, after: string) => {
    text = found
    return after === '&' ? before : ''
  })
  return { text, rest }
}
