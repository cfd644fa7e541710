import { createFlagClient, type Diagnostic, streamSource } from '@halyard/client'
import { pageOverrides, shareOverrides } from '@halyard/client/overrides'

declare global {
  interface Window {
    /** What the client said about overrides and shares. */
    diagnostics: readonly Diagnostic[]
  }
}

/** The key of the tests. Source: RFC 8037, appendix A.2. */
const PUBLIC_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'

const FALLBACK = { text: 'nothing known', tone: 'calm' }
const isSignatureDemanded = location.pathname.endsWith('/signed.html')

/** A page that takes what people share: from anybody, or as `signed.html` from those who have the key. */
const diagnostics: Diagnostic[] = []
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'overrides' },
  overrides: pageOverrides({
    share: shareOverrides(isSignatureDemanded ? { publicKeys: [PUBLIC_KEY] } : {}),
  }),
  onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
})
window.probe = client
window.diagnostics = diagnostics
client.subscribe('announcement', show)
client.start()
void client.ready({ timeoutMs: 5_000 }).then(show)

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = String(client.get('announcement', FALLBACK).text)
}
