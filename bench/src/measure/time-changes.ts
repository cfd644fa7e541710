import type { ClientSubject, StartedClient } from '../clients/client-subject.ts'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { median } from './median.ts'

/** What a change of one flag costs a page, in milliseconds: medians. */
export interface ChangeCost {
  /** From the instant at which the SDK gets the message to its listener, which reads the new value. */
  readonly toListenerMs: number
  /** To the instant at which the page can do something else again, the listener included. */
  readonly toFreeMs: number
}

/** Longer than any SDK needs for 10,000 flags. */
const LIMIT_MS = 30_000

/** A slow SDK is told of fewer changes: no more once all of them took this long, but three at least. */
const ENOUGH_MS = 2_000
const FEWEST = 3

// So that what an SDK does after a change is over before the next one.
const PAUSE_MS = 40

/**
 * Changes one of many flags, to and fro.
 *
 * @throws Error when the SDK does not tell of a change.
 */
export async function timeChanges(
  subject: ClientSubject,
  client: StartedClient,
  flags: readonly SampleFlag[],
  count: number,
): Promise<ChangeCost> {
  const changed = flags.find((flag) => flag.kind === 'static')
  if (!changed) throw new Error('there is nothing to change')
  let onChange = (): void => undefined
  client.onChange(changed.key, () => onChange())
  const costs: ChangeCost[] = []
  const enoughAt = performance.now() + ENOUGH_MS
  for (let turn = 1; turn <= count; turn++) {
    if (turn > FEWEST && performance.now() > enoughAt) break
    const value = changed.value === (turn % 2 === 0)
    const next = { ...changed, value }
    const text = subject.describeChange(
      flags.map((flag) => (flag === changed ? next : flag)),
      next,
      turn,
    )
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    costs.push(
      await new Promise<ChangeCost>((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`${subject.name} told nobody of a change`)), LIMIT_MS)
        const startedAt = performance.now()
        onChange = () => {
          if (client.read(changed.key) !== value) return
          const toListenerMs = performance.now() - startedAt
          onChange = () => undefined
          clearTimeout(limit)
          afterThisTask(() => resolve({ toListenerMs, toFreeMs: performance.now() - startedAt }))
        }
        client.receive(text)
      }),
    )
  }
  return {
    toListenerMs: median(costs.map(({ toListenerMs }) => toListenerMs)),
    toFreeMs: median(costs.map(({ toFreeMs }) => toFreeMs)),
  }
}

/** A message to oneself comes next after what is being done, and after all promises that it settles. */
function afterThisTask(callback: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    callback()
  }
  port2.postMessage(null)
}
