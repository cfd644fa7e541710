import { createFlagClient, type Diagnostic, streamSource } from '@halyard/client'

declare global {
  interface Window {
    /** What the page's client said about itself. */
    diagnostics: readonly Diagnostic[]
  }
}

const FALLBACK = { text: 'nothing known', tone: 'calm' }

/** The probe page once more; it remembers what its client has to say about storage. */
const diagnostics: Diagnostic[] = []
window.diagnostics = diagnostics
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'probe' },
  onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
})
window.probe = client
client.subscribe('announcement', show)
client.start()
void client.ready({ timeoutMs: 5_000 }).then(show)

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = String(client.get('announcement', FALLBACK).text)
}
