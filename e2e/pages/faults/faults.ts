import { createFlagClient, type Diagnostic, type FlagClient, streamSource } from '@halyard/client'
import { verifySignatures } from '@halyard/client/signatures'

declare global {
  interface Window {
    /** The page's client, for tests to ask. */
    counting: FlagClient
    /** Every value of the flag `counter` that a listener saw, in order. */
    counts: number[]
    /** Every error that its state told, in order. */
    said: string[]
    /** What the client reported. */
    reported: Diagnostic[]
  }
}

/** A page that notes all that it hears. `?key=…` names a public key that flags have to be signed with. */
const key = new URLSearchParams(location.search).get('key')
window.counts = []
window.said = []
window.reported = []
window.counting = createFlagClient({
  source: streamSource({
    url: import.meta.env.VITE_FLAG_SERVICE_URL,
    connectTimeoutMs: 1000,
    pollIntervalMs: 1000,
    ...(key && { verify: verifySignatures({ publicKeys: [key] }) }),
  }),
  onDiagnostic: (diagnostic) => window.reported.push(diagnostic),
})
window.counting.subscribe('counter', () => window.counts.push(window.counting.get('counter', 0)))
window.counting.subscribeState((state) => 'error' in state && window.said.push(state.error ?? ''))
window.counting.start()
