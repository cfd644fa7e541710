/**
 * A page with a flag client that is not Halyard's: written by hand against the registry, the way somebody else's SDK
 * would. It reads `new-checkout` into its heading and keeps overrides where the protocol says.
 *
 * @param attributes for the script tag, such as a nonce.
 */
export function samplePage(attributes = ''): string {
  return `<html lang="en"><title>Sample shop</title>
<script ${attributes}>
  // What the first script of the page sees, before anything else ran.
  const registry = globalThis[Symbol.for('halyard.devtools')]
  globalThis.firstSeen = registry ? [...registry.initialOverrides] : null
</script>
<h1>loading</h1>
<script ${attributes}>${SAMPLE_CLIENT}</script></html>`
}

const SAMPLE_CLIENT = `
  const served = new Map(Object.entries({
    'new-checkout': { variants: { on: true, off: false }, variant: 'off', reason: 'SPLIT', read: true,
      metadata: { owner: 'checkout team', ticket: 'SHOP-812' } },
    'hero-layout': { variants: { control: 'classic', bold: 'full-bleed', quiet: 'text-only' }, variant: 'control', reason: 'TARGETING_MATCH', read: true },
    'page-size': { variants: { small: 12, large: 48 }, variant: 'small', reason: 'DEFAULT', read: true },
    'search-ranking': { variants: { v1: { model: 'bm25', boost: 1.2 }, v2: { model: 'hybrid', boost: 1.6, rerank: true } }, variant: 'v2', reason: 'TARGETING_MATCH', read: true },
    'free-shipping-from': { value: 49.5, reason: 'STATIC', read: true },
    'greeting': { value: 'Welcome back', reason: 'STATIC', read: true },
    'recommendations': { reason: 'ERROR', errorCode: 'TYPE_MISMATCH', errorMessage: 'The page asked for a boolean, and the flag holds a string.', type: 'string', read: true },
    'gift-wrapping': { variants: { on: true, off: false }, variant: 'on', reason: 'STATIC' },
    'loyalty-points-banner': { variants: { on: true, off: false }, variant: 'off', reason: 'DEFAULT' },
    'payment-providers': { value: ['card', 'twint', 'invoice'], reason: 'CACHED' },
    'legacy-importer': { variants: { on: true, off: false }, reason: 'DISABLED', type: 'boolean' },
    'summer-sale-2026': { variants: { on: true, off: false }, variant: 'off', reason: 'STALE' },
  }))
  const overrides = new Map(registry ? registry.initialOverrides : [])
  const listeners = new Set()
  const typeOf = (value) => value === undefined ? undefined : typeof value
  const outcome = (flag) => ({
    value: flag.variant === undefined ? flag.value : flag.variants[flag.variant],
    ...(flag.variant !== undefined && { variant: flag.variant }),
    reason: flag.reason,
  })
  const read = (key) => overrides.has(key) ? overrides.get(key) : outcome(served.get(key)).value
  const draw = () => { document.querySelector('h1').textContent = read('new-checkout') ? 'new checkout' : 'old checkout' }
  const keep = () => {
    try {
      sessionStorage.setItem('halyard:overrides', JSON.stringify({ version: 2, overrides: Object.fromEntries([...overrides].map(([key, value]) => [key, { value }])) }))
    } catch { /* a sandboxed frame keeps nothing */ }
  }
  const changed = (flagKeys, cause) => {
    draw()
    for (const listener of listeners) listener({ type: 'flags-changed', cause, flagKeys })
  }
  const client = {
    sdk: 'somebody-elses-sdk',
    describe: () => ({ state: 'live', revision: '418', context: { targetingKey: 'user-7', plan: 'team', address: { country: 'CH' } } }),
    flagKeys: () => served.keys(),
    report(flagKey) {
      const flag = served.get(flagKey)
      if (!flag) return null
      const original = outcome(flag)
      const value = read(flagKey)
      const chosen = Object.entries(flag.variants ?? {}).find(([, each]) => each === value)
      const now = overrides.has(flagKey)
        ? { value, ...(chosen && { variant: chosen[0] }), reason: 'OVERRIDE', original }
        : { ...original, errorCode: flag.errorCode, errorMessage: flag.errorMessage }
      return { flagKey, flagMetadata: flag.metadata ?? {}, observed: flag.read === true, variants: flag.variants,
        type: flag.type ?? typeOf(original.value), ...now }
    },
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener) },
    setOverride(flagKey, value) {
      if (flagKey === 'legacy-importer') return 'This flag is locked by its owner.'
      overrides.set(flagKey, value); keep(); changed([flagKey], 'override'); return null
    },
    resetOverride(flagKey) {
      const keys = flagKey === undefined ? [...overrides.keys()] : [flagKey]
      for (const key of keys) overrides.delete(key)
      keep(); changed(keys, 'override')
    },
  }
  globalThis.serve = (key, variant) => { served.get(key).variant = variant; changed([key], 'source') }
  draw()
  if (registry) registry.register(client)
`
