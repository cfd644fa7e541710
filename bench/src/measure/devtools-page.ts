import { attachDevtools } from '@halyard/client/devtools'
import { loneHalyardClient } from '../clients/halyard-client.ts'
import { type SampleFlag, sampleFlags } from '../flags/sample-flag.ts'

/** What the page has done since it began. */
export interface PageProgress {
  readonly frames: number
  readonly reads: number
  /** Since the page began to read, in milliseconds. */
  readonly elapsedMs: number
}

declare global {
  interface Window {
    /** Starts a client that devtools can see, and reads its boolean flags in turn from every frame. */
    beginReading: (flagCount: number, readsPerSecond: number) => Promise<void>
    /** Lets the flags change, one after the other. */
    beginChanging: (changesPerSecond: number) => void
    readonly progress: PageProgress
  }
}

const BOOLEAN_KINDS: readonly SampleFlag['kind'][] = ['static', 'targeted', 'split']

let flags: readonly SampleFlag[] = []
let receive = (_text: string): void => undefined
let startedAt = 0
let frames = 0
let reads = 0

window.beginReading = async (flagCount, readsPerSecond) => {
  flags = sampleFlags(flagCount)
  const started = await loneHalyardClient.start(loneHalyardClient.describe(flags))
  attachDevtools(started.client)
  receive = started.receive
  const keys = flags.filter(({ kind }) => BOOLEAN_KINDS.includes(kind)).map(({ key }) => key)
  startedAt = performance.now()
  const frame = (): void => {
    frames += 1
    const due = ((performance.now() - startedAt) / 1000) * readsPerSecond
    for (; reads < due; reads++) started.read(keys[reads % keys.length] ?? '')
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

window.beginChanging = (changesPerSecond) => {
  const own = flags.filter((flag) => flag.kind === 'static')
  let turn = 0
  setInterval(() => {
    turn += 1
    const flag = own[(turn * 97) % own.length]
    if (!flag) return
    const changed = { ...flag, value: turn % 2 === 0 }
    receive(loneHalyardClient.describeChange(flags, changed, turn))
  }, 1000 / changesPerSecond)
}

Object.defineProperty(window, 'progress', {
  get: (): PageProgress => ({ frames, reads, elapsedMs: performance.now() - startedAt }),
})
