import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CoreSite, startCoreSite } from './core-site.ts'

const TABS = 8
const ROUNDS = 5

let site: CoreSite

beforeAll(async () => {
  site = await startCoreSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

it(`gives ${TABS} tabs that are opened at once one targeting key, which survives a reload`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await using context = await site.browser.createBrowserContext()
    const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()))
    await Promise.all(tabs.map((tab) => tab.goto(site.origin)))
    const keyOf = (tab: (typeof tabs)[number]) =>
      tab
        .waitForFunction(() => window.core?.client.context.targetingKey, { polling: 50 })
        .then((handle) => handle.jsonValue())
    const keys = await Promise.all(tabs.map(keyOf))
    expect(new Set(keys).size, keys.join(', ')).toBe(1)
    await tabs[0]?.reload()
    expect(tabs[0] && (await keyOf(tabs[0]))).toBe(keys[0])
  }
})
