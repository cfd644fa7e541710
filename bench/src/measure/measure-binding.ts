import type { BindingSubject, StartedBinding } from '../bindings/binding-subject.ts'
import { type SampleFlag, sampleFlags } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { BindingEffort } from './binding-effort.ts'
import { median } from './median.ts'

/** What one fresh page found out about one binding. */
export interface BindingCost {
  /** The first mount of the page: no flag was read before, no code is compiled. In milliseconds. */
  readonly firstMountMs: number
  /** A later mount, its code compiled, in milliseconds: the median. */
  readonly mountMs: number
  /** How often components ran in a later mount. */
  readonly mountRenders: number
  /** From the instant at which the SDK begins to tell of a change to the text in the document, in milliseconds: the median. */
  readonly changeMs: number
  /** How often components ran for one change: the most there was. */
  readonly changeRenders: number
}

const KINDS = 5
const LIMIT_MS = 10_000

/**
 * Mounts as many components as flags, again and again, and then changes the flag of one in the middle, to and fro.
 *
 * @param name for errors.
 * @throws Error when a component shows a wrong value.
 */
export async function measureBinding(
  name: string,
  subject: BindingSubject,
  { components, warmUps, mounts, changes }: BindingEffort,
): Promise<BindingCost> {
  const flags = sampleFlags(components * KINDS).filter((flag) => flag.kind === 'static')
  const binding = await subject(flags)
  let told = (): void => undefined
  const changed = flags[components / 2]
  if (!changed) throw new Error('there is nothing to change')
  binding.onTold(changed.key, () => told())

  const page = createPage(name, binding)
  const first = await page.mount(flags)
  const later = []
  while (later.length < warmUps + mounts) {
    page.unmount()
    globalThis.gc?.()
    later.push(await page.mount(flags))
  }
  const warm = later.slice(warmUps)
  const costs = []
  for (let turn = 1; turn <= changes; turn++) {
    const next = { ...changed, value: changed.value === (turn % 2 === 0) }
    const after = flags.map((flag) => (flag === changed ? next : flag))
    costs.push(
      await page.follow(after, (begin) => {
        told = begin
        binding.change(after, next, turn)
      }),
    )
  }
  page.unmount()
  return {
    firstMountMs: first.ms,
    mountMs: median(warm.map(({ ms }) => ms)),
    mountRenders: Math.max(...warm.map(({ renders }) => renders)),
    changeMs: median(costs.map(({ ms }) => ms)),
    changeRenders: Math.max(...costs.map(({ renders }) => renders)),
  }
}

interface Step {
  readonly ms: number
  readonly renders: number
}

function createPage(name: string, binding: StartedBinding) {
  const element = document.body.appendChild(document.createElement('div'))
  let renders = 0
  let unmount = (): void => undefined

  const wrong = (flags: readonly SampleFlag[]): string | undefined => {
    const texts = [...element.querySelectorAll('p')].map(({ textContent }) => textContent)
    if (texts.length !== flags.length) return `${texts.length} components`
    const index = flags.findIndex((flag, at) => texts[at] !== String(valueForVisitor(flag)))
    return index < 0 ? undefined : `${texts[index]} for ${flags[index]?.key}`
  }

  /** Until what is still to be done is done, in frames and tasks. */
  const settle = async (): Promise<void> => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    await new Promise((resolve) => setTimeout(resolve))
  }

  /** Runs what changes the document, and measures until all that it shows is right. */
  const follow = async (flags: readonly SampleFlag[], run: (begin: () => void) => void): Promise<Step> => {
    renders = 0
    let beganAt: number | undefined
    let endedAt: number | undefined
    const ended = new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${name} shows ${wrong(flags)}`)), LIMIT_MS)
      const observer = new MutationObserver(() => {
        const now = performance.now()
        if (wrong(flags)) return
        endedAt = now
        clearTimeout(limit)
        observer.disconnect()
        resolve()
      })
      observer.observe(element, { childList: true, characterData: true, subtree: true })
    })
    run(() => {
      beganAt ??= performance.now()
    })
    await ended
    await settle()
    if (beganAt === undefined || endedAt === undefined)
      throw new Error(`${name} told nobody before it rendered`)
    return { ms: endedAt - beganAt, renders }
  }

  return {
    follow,
    mount: (flags: readonly SampleFlag[]): Promise<Step> =>
      follow(flags, (begin) => {
        const keys = flags.map(({ key }) => key)
        begin()
        unmount = binding.mount(element, keys, () => {
          renders += 1
        })
      }),
    unmount: () => unmount(),
  }
}
