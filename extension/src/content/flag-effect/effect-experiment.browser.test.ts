import type { EffectEntry, InspectableClient } from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { afterEach, describe, expect, it } from 'vitest'
import { OWN_ATTRIBUTE } from './document-elements.ts'
import { type EffectExperiment, startEffectExperiment } from './effect-experiment.ts'

let running: EffectExperiment | undefined
const timers: ReturnType<typeof setInterval>[] = []

afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer)
  await running?.end()
  running = undefined
  document.body.replaceChildren()
})

/** A client with one flag, `hero`, that is off, and draws anew whenever it changes. */
function clientThatDraws(draw: (value: FlagValue) => void, overridden?: FlagValue) {
  const overrides: (FlagValue | undefined)[] = [overridden]
  const value = (): FlagValue => overrides.at(-1) ?? false
  const set = (next: FlagValue | undefined): null => {
    overrides.push(next)
    draw(value())
    return null
  }
  const client: InspectableClient = {
    sdk: 'test',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => ['hero'],
    report: (flagKey) => ({
      flagKey,
      value: value(),
      reason: 'STATIC',
      flagMetadata: {},
      observed: true,
      ...(overrides.at(-1) !== undefined && { original: { value: false, reason: 'STATIC' } }),
    }),
    subscribe: () => () => undefined,
    setOverride: (_, next) => (next === 'refused' ? 'hero is locked' : set(next)),
    resetOverride: () => void set(undefined),
  }
  draw(value())
  return { client, overrides }
}

function start(client: InspectableClient, value: FlagValue = true): EffectExperiment {
  running = startEffectExperiment({ client, flagKey: 'hero', value })
  return running
}

const brief = (entries: readonly EffectEntry[]): string[] =>
  entries.map(({ kind, selector, text, details }) => [kind, selector, text, ...details].join(' | '))

describe('the effect of a flag', () => {
  it('is what appeared, vanished and changed, whole elements once', async () => {
    document.body.innerHTML = '<h1>Kites</h1><main></main><p class="foot">bye</p>'
    const { client } = clientThatDraws((isOn) => {
      document.querySelector('h1')?.replaceChildren(isOn ? 'Kites, faster' : 'Kites')
      const main = document.querySelector('main')
      main?.replaceChildren()
      const box = document.createElement(isOn ? 'section' : 'aside')
      box.innerHTML = isOn ? '<button id="pay">Pay <b>now</b></button>' : '<i>three steps</i>'
      main?.append(box)
    })
    const { entries, moved } = await start(client).effect
    expect(brief(entries)).toEqual([
      'changed | h1 | Kites, faster | text: “Kites” → “Kites, faster”',
      'appeared | section | Pay now',
      'vanished | aside | three steps',
    ])
    expect(moved).toBeGreaterThanOrEqual(0)
  })

  it('understands pages that replace all of their markup, styles, and what is merely hidden', async () => {
    const { client } = clientThatDraws((isOn) => {
      document.body.innerHTML = `<ul><li>one</li><li style="color: ${isOn ? 'rgb(255, 0, 0)' : 'rgb(0, 0, 0)'}">two <b>!</b></li></ul>
        <div ${isOn ? 'hidden' : ''}>banner</div><input value="${isOn ? 'b' : 'a'}">`
    })
    const { entries } = await start(client).effect
    expect(brief(entries)).toEqual([
      'changed | li | two ! | color: “rgb(0, 0, 0)” → “rgb(255, 0, 0)”',
      'vanished | div | banner',
      'changed | input |  | value: “a” → “b”',
    ])
  })

  it('looks into open shadow roots', async () => {
    const host = document.createElement('x-card')
    const root = host.attachShadow({ mode: 'open' })
    document.body.append(host)
    const { client } = clientThatDraws((isOn) => {
      root.innerHTML = `<p>${isOn ? 'bold' : 'classic'}</p>`
    })
    const { entries } = await start(client).effect
    expect(brief(entries)).toEqual(['changed | p | bold | text: “classic” → “bold”'])
  })

  it('leaves out what changes by itself', async () => {
    document.body.innerHTML = '<time>0</time><div class="carousel"><img alt="a"></div><p>-</p>'
    let ticks = 0
    timers.push(
      setInterval(() => {
        ticks += 1
        document.querySelector('time')?.replaceChildren(String(ticks))
        const image = document.createElement('img')
        image.alt = `slide ${ticks}`
        document.querySelector('.carousel')?.replaceChildren(image)
      }, 100),
    )
    const { client } = clientThatDraws((isOn) =>
      document.querySelector('p')?.replaceChildren(isOn ? 'on' : 'off'),
    )
    const { entries, restless, isSettled } = await start(client).effect
    expect(brief(entries)).toEqual(['changed | p | on | text: “off” → “on”'])
    expect(restless).toBeGreaterThan(0)
    expect(isSettled).toBe(true)
  })

  it('says nothing where nothing changed', async () => {
    document.body.innerHTML = '<p>same</p>'
    const { client } = clientThatDraws(() => undefined)
    expect(await start(client).effect).toMatchObject({ entries: [], moved: 0, leftOut: 0, isSettled: true })
  })

  it('lists no more than 200 entries, and counts the rest', async () => {
    const { client } = clientThatDraws((isOn) => {
      document.body.innerHTML = Array.from({ length: 250 }, () => `<p>${isOn}</p>`).join('')
    })
    const { entries, leftOut } = await start(client).effect
    expect([entries.length, leftOut]).toEqual([200, 50])
  })

  it('says why the value was refused, and leaves everything as it was', async () => {
    document.body.innerHTML = '<p>same</p>'
    const { client, overrides } = clientThatDraws(() => undefined)
    await expect(start(client, 'refused').effect).rejects.toThrow('hero is locked')
    await running?.end()
    expect(overrides.at(-1)).toBeUndefined()
    expect(document.querySelector(`[${OWN_ATTRIBUTE}]`)).toBeNull()
  })
})

describe('while the effect is shown', () => {
  it('the page shows either side, scrolled to an entry, and takes no notice of the outlines', async () => {
    const { client } = clientThatDraws((isOn) => {
      document.body.innerHTML = `<div style="height: 3000px"></div><p>${isOn ? 'on' : 'off'}</p>`
    })
    const experiment = start(client)
    const { entries } = await experiment.effect
    await experiment.show('before', entries[0]?.id ?? null)
    expect(document.querySelector('p')?.textContent).toBe('off')
    await expect.poll(() => scrollY).toBeGreaterThan(1000)
    await experiment.show('after', null)
    expect(document.querySelector('p')?.textContent).toBe('on')
    expect(document.elementFromPoint(5, 5)?.hasAttribute(OWN_ATTRIBUTE)).toBe(false)
  })

  it.each([undefined, 'of mine'])('ends with what was there before: override %j', async (overridden) => {
    const { client, overrides } = clientThatDraws((value) => {
      document.body.innerHTML = `<p>${String(value)}</p>`
    }, overridden)
    const before = document.documentElement.outerHTML
    const experiment = start(client)
    await experiment.effect
    expect(document.documentElement.outerHTML).not.toBe(before)
    await experiment.end()
    expect([overrides.at(-1), document.documentElement.outerHTML]).toEqual([overridden, before])
  })

  it('ends at once where it is ended early', async () => {
    const { client, overrides } = clientThatDraws(() => undefined)
    const experiment = start(client)
    const ended = expect(experiment.effect).rejects.toThrow('ended')
    await experiment.end()
    await ended
    expect(overrides.at(-1)).toBeUndefined()
  })
})
