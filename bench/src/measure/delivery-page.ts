import { createFlagClient, streamSource } from '@halyard/client'
import { ENDPOINTS } from '@halyard/protocol/wire'
import { VISITOR } from '../flags/visitor.ts'

declare global {
  interface Window {
    /** Follows a flag with Halyard's client. */
    followFlag: (serviceUrl: string, flagKey: string) => Promise<void>
    /** Follows the bare stream of the same service, and looks at no byte of it. */
    followStream: (serviceUrl: string) => Promise<void>
    /** Waits for a change: the instant at which it came, in milliseconds since 1970. The first one has the number 0. */
    arrival: (number: number) => Promise<number>
  }
}

const arrivals: number[] = []
let wake = (): void => undefined

window.followFlag = async (url, flagKey) => {
  const client = createFlagClient({ source: streamSource({ url }), context: VISITOR })
  client.subscribe(flagKey, note)
  client.start()
  await client.ready({ timeoutMs: 10_000 })
  forgetFirst()
}

window.followStream = async (url) => {
  const { body } = await fetch(url + ENDPOINTS.stream)
  const reader = body?.getReader()
  if (!reader) throw new Error(`${url} has no stream`)
  // The snapshot comes in several pieces; it is all there once the service has nothing more to say.
  let quiet: ReturnType<typeof setTimeout> | undefined
  await new Promise<void>((resolve) => {
    const read = async (): Promise<void> => {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        note()
        clearTimeout(quiet)
        quiet = setTimeout(resolve, QUIET_MS)
      }
    }
    void read()
  })
  forgetFirst()
}

window.arrival = async (number) => {
  while (arrivals.length <= number) await new Promise<void>((resolve) => (wake = resolve))
  return arrivals[number] ?? Number.NaN
}

const QUIET_MS = 300

function note(): void {
  arrivals.push(performance.timeOrigin + performance.now())
  wake()
}

/** What came before the first change is none. */
function forgetFirst(): void {
  arrivals.length = 0
}
