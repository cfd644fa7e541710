import { type Clock, install } from '@sinonjs/fake-timers'
import { createHalyardSubject } from './halyard-subject.ts'
import { createReferenceSubject } from './reference-subject.ts'
import type { Reading, Subject, SubjectOptions } from './subject.ts'

/** What a test drives a client with. */
export interface ClientBench {
  readonly subject: Subject
  /** What the page could read in the task that created the client. */
  readonly firstReading: Reading
  /** When flags were asked for, by the page's clock. */
  readonly askedAtMs: readonly number[]
  create(name: 'halyard' | 'reference', options: SubjectOptions): void
  /** Lets time pass, a second at a time. Requests are answered in no time. */
  pass(ms: number): Promise<void>
  /** Lets everything run that waits for nothing. */
  settle(): Promise<void>
  setVisibility(state: 'hidden' | 'visible'): void
}

declare global {
  interface Window {
    bench: ClientBench
  }
}

// The page's time stands still until a test lets it pass, so that nobody waits for real.
const time: Clock = install({
  now: Date.now(),
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
})
const realFetch = globalThis.fetch.bind(globalThis)
const askedAtMs: number[] = []
const unanswered = new Set<Promise<unknown>>()

globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  const answer = realFetch(request)
  if (request.method !== 'POST') return answer
  askedAtMs.push(Date.now())
  const whole = answer.then(readWhole).catch(() => undefined)
  unanswered.add(whole)
  void whole.finally(() => unanswered.delete(whole))
  return answer
}

/** Time must not overtake a body that is on its way. One without a length may never end. */
async function readWhole(response: Response): Promise<void> {
  if (response.headers.has('content-length')) await response.clone().arrayBuffer()
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })
}

async function settle(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await nextTask()
  while (unanswered.size > 0) {
    await Promise.allSettled(unanswered)
    for (let count = 0; count < 5; count += 1) await nextTask()
  }
}

let subject: Subject | undefined
let firstReading: Reading | undefined

window.bench = {
  get subject() {
    if (!subject) throw new Error('create a client first')
    return subject
  },
  get firstReading() {
    return firstReading ?? { value: undefined }
  },
  askedAtMs,
  create(name, options) {
    subject = name === 'halyard' ? createHalyardSubject(options) : createReferenceSubject(options)
    firstReading = subject.read('hero', '-')
  },
  async pass(ms) {
    for (let leftMs = ms; leftMs > 0; leftMs -= 1000) {
      time.tick(Math.min(1000, leftMs))
      await settle()
    }
  },
  settle,
  setVisibility(state) {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.dispatchEvent(new Event('visibilitychange'))
  },
}
