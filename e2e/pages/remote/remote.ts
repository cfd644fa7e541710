import { createFlagClient } from '@halyard/client'
import { ofrepSource } from '@halyard/client/ofrep'

/** The probe page once more, with flags that an OFREP server evaluates. */
const client = createFlagClient({
  source: ofrepSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL, headers: { 'X-API-Key': 'e2e' } }),
  context: { targetingKey: 'u1' },
})
window.probe = client
client.subscribe('announcement', show)
client.start()
void client.ready({ timeoutMs: 5_000 }).then(show)

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = client.get('announcement', 'nothing known')
}
