import { createFlagClient, indexedDbStorage, streamSource } from '@halyard/client'

const FALLBACK = { text: 'fallback', tone: 'calm' }

/** A page that renders at once and whenever its flag changes, as an application does; `#plain` keeps no mirror. */
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'first-paint' },
  storage: indexedDbStorage({ firstPaint: location.hash !== '#plain' }),
})
client.subscribe('announcement', render)
client.start()
render()

function render(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = String(client.get('announcement', FALLBACK).text)
}
