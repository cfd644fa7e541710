import { createFlagClient, type FlagClient, streamSource } from '@halyard/client'

declare global {
  interface Window {
    /** The page's client, for tests to ask. */
    probe: FlagClient
  }
}

const FALLBACK = { text: 'nothing known', tone: 'calm' }

/** A page without a framework: one flag's text, and the client within reach of a test. */
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'probe' },
})
window.probe = client
client.subscribe('announcement', show)
client.start()
void client.ready({ timeoutMs: 5_000 }).then(show)

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = String(client.get('announcement', FALLBACK).text)
}
