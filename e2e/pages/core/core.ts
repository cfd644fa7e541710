import {
  anonymousContext,
  createFlagClient,
  type DehydratedFlags,
  type Diagnostic,
  dehydrate,
  type FlagClient,
  streamSource,
} from '@halyard/client'
import { pageUpdatePolicy } from '@halyard/client/update-policy'

declare global {
  interface Window {
    /** The page's client, for tests to ask. */
    core: {
      readonly client: FlagClient
      readonly diagnostics: readonly Diagnostic[]
      /** What the client holds, whether the page shows it or not. */
      dehydrate(): DehydratedFlags | null
    }
  }
}

const FALLBACK = { text: 'fallback', tone: 'calm' }

/** A page for a visitor who is not known, whose client obeys the flags' update policies. */
const diagnostics: Diagnostic[] = []
const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: await anonymousContext(),
  updatePolicy: pageUpdatePolicy(),
  onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
})
window.core = { client, diagnostics, dehydrate: () => dehydrate(client) }
client.subscribe('announcement', show)
client.start()
void client.ready({ timeoutMs: 5_000 }).then(show)

function show(): void {
  const element = document.getElementById('announcement')
  if (element) element.textContent = String(client.get('announcement', FALLBACK).text)
}
