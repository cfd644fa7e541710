import { createFlagClient, type FlagClient, staticSource, streamSource } from '@halyard/client'
import { recordExposures } from '@halyard/client/exposures'
import { createTestClient } from '@halyard/client/testing'
import type { BindingSubject } from './binding-subject.ts'

/** What a change of flags did to a page. */
export interface ChangeEffect {
  /** How often the code of components has run since they were mounted. */
  readonly renders: number
  /** In how many instants the page has changed; all of one commit are in one. */
  readonly commits: number
  /** What the components show in the end, each text once. */
  readonly texts: readonly string[]
}

/** What is left of components that came and went. */
export interface Remains {
  /** Subscriptions that the client was asked for, and those that were not ended. */
  readonly subscriptions: number
  readonly notEnded: number
  /** Listeners that the garbage collector had to leave where they were. */
  readonly notCollected: number
}

/** What a test asks of the page of a binding. */
export interface BindingPage {
  /** A thousand components mount, and their flags change: one of a thousand, the one that all share, or only a reason. */
  change(what: 'one of a thousand' | 'the shared one' | 'a reason'): Promise<ChangeEffect>
  /** Components come and go, a thousand at a time. Needs a browser with `--js-flags=--expose-gc`. */
  comeAndGo(times: number): Promise<Remains>
  /** Shows a flag of a real service in a component that renders ten times, and counts it with a real recorder. */
  showTenTimes(serviceUrl: string, flagKey: string): Promise<void>
}

declare global {
  interface Window {
    bindingPage: BindingPage
    /** Of V8, where it was told to expose it. */
    gc(options: { readonly type: 'major'; readonly execution: 'async' }): Promise<void>
  }
}

const FLAG_KEYS = Array.from({ length: 1000 }, (_, index) => `flag-${index}`)

/** Makes the page of a binding. */
export function createBindingPage(subject: BindingSubject): BindingPage {
  const element = document.body.appendChild(document.createElement('main'))
  let client: FlagClient | undefined
  const texts = (): string[] => [...element.querySelectorAll('p')].map(({ textContent }) => textContent)

  /** Resolves when the page has changed so that it shows a text. */
  function whenShown(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!texts().includes(text)) return
        observer.disconnect()
        resolve()
      }
      const observer = new MutationObserver(look)
      observer.observe(element, { childList: true, subtree: true, characterData: true })
      look()
    })
  }

  async function effectOf(
    client: FlagClient,
    flagKeys: readonly string[],
    text: string,
    change: () => void,
  ): Promise<ChangeEffect> {
    let renders = 0
    let commits = 0
    const mounted = subject.mount(element, client, flagKeys, () => {
      renders += 1
    })
    const observer = new MutationObserver(() => {
      commits += 1
    })
    observer.observe(element, { childList: true, subtree: true, characterData: true })
    const shown = whenShown(text)
    change()
    await shown
    observer.disconnect()
    const effect = { renders, commits, texts: [...new Set(texts())] }
    mounted.unmount()
    return effect
  }

  return {
    change(what) {
      if (what === 'a reason') {
        const client = createFlagClient({
          source: staticSource({ flags: { a: ONE_OUTCOME, b: TWO_OUTCOMES } }),
        })
        client.start()
        // The last one shows when the change has reached the page.
        const flagKeys = [...FLAG_KEYS.slice(1).map(() => 'a'), 'b']
        return effectOf(client, flagKeys, 'B', () => void client.setContext({ plan: 'team' }))
      }
      const client = createTestClient({
        flags: Object.fromEntries(FLAG_KEYS.map((flagKey) => [flagKey, 'A'])),
      })
      const flagKeys = what === 'the shared one' ? FLAG_KEYS.map(() => 'flag-500') : FLAG_KEYS
      return effectOf(client, flagKeys, 'B', () => client.set('flag-500', 'B'))
    },

    async comeAndGo(times) {
      const client = createTestClient()
      const listeners: WeakRef<() => void>[] = []
      let ended = 0
      const { subscribe } = client
      client.subscribe = (flagKey, listener) => {
        listeners.push(new WeakRef(listener))
        const end = subscribe(flagKey, listener)
        return () => {
          ended += 1
          end()
        }
      }
      for (let visit = 0; visit < times; visit += 1) {
        subject.mount(element, client, FLAG_KEYS, () => undefined).unmount()
      }
      // Not before the next task: a reference that was just made keeps what it refers to until then.
      for (let round = 0; round < 3; round += 1) await window.gc({ type: 'major', execution: 'async' })
      return {
        subscriptions: listeners.length,
        notEnded: listeners.length - ended,
        notCollected: listeners.filter((listener) => listener.deref()).length,
      }
    },

    async showTenTimes(url, flagKey) {
      client ??= createFlagClient({
        source: streamSource({ url }),
        context: { targetingKey: 'u1' },
        exposures: recordExposures({ url, flushIntervalMs: 100 }),
      })
      client.start()
      await client.ready({ timeoutMs: 10_000 })
      const mounted = subject.mount(element, client, [flagKey], () => undefined)
      for (let renders = 1; renders < 10; renders += 1) mounted.rerender()
      await whenShown('A')
      mounted.unmount()
    },
  }
}

const TEAM = { '==': [{ var: 'plan' }, 'team'] }

/** A rule that changes why, and never what. */
const ONE_OUTCOME = {
  state: 'ENABLED',
  variants: { a: 'A' },
  defaultVariant: 'a',
  targeting: { if: [TEAM, 'a'] },
} as const

const TWO_OUTCOMES = {
  state: 'ENABLED',
  variants: { a: 'A', b: 'B' },
  defaultVariant: 'a',
  targeting: { if: [TEAM, 'b'] },
} as const
