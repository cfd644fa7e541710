/** The sites of this machine itself, as match patterns: the extension may look into them without asking. */
export const LOCAL_SITES: readonly string[] = ['*://*.localhost/*', '*://127.0.0.1/*', '*://[::1]/*']

/**
 * Whether a site is one of {@link LOCAL_SITES}.
 *
 * @param hostname as `URL` has it, so an address of IP version 6 in brackets.
 * @example isLocalSite('shop.localhost') // true
 */
export function isLocalSite(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}
