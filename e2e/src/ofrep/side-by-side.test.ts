import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { CACHE_CASES } from './contract/cache-cases.ts'
import { CONTEXT_CASES } from './contract/context-cases.ts'
import { type ContractCase, served } from './contract/contract-case.ts'
import { EVALUATION_CASES } from './contract/evaluation-cases.ts'
import { EVENT_STREAM_CASES } from './contract/event-stream-cases.ts'
import { FAILURE_CASES } from './contract/failure-cases.ts'
import { createSubjectUnderTest } from './contract/subject-under-test.ts'
import { createOfrepServer } from './ofrep-server.ts'

const GROUPS: readonly (readonly [title: string, cases: readonly ContractCase[]])[] = [
  ['evaluation', EVALUATION_CASES],
  ['failures', FAILURE_CASES],
  ['context', CONTEXT_CASES],
  ['cache', CACHE_CASES],
  ['event streams', EVENT_STREAM_CASES],
]

let site: LocalServer
let launched: LaunchedBrowser
const verdicts: { readonly title: string; readonly verdict: 'matched' | 'bettered' | 'worse' }[] = []

beforeAll(async () => {
  site = await serveFolder(await buildPage('ofrep-clients', 'http://127.0.0.1'))
  launched = await launchBrowser()
})

afterAll(async () => {
  await launched?.close()
  await site?.close()
  for (const { title, verdict } of verdicts) console.log(`${verdict.padEnd(8)} ${title}`)
  const bettered = verdicts.filter(({ verdict }) => verdict === 'bettered').length
  console.log(`@openfeature/ofrep-web-provider: bettered in ${bettered} of ${verdicts.length} cases`)
})

/** Whether a client keeps to a contract, with a server, a browser profile and a page of its own. */
async function keeps(
  name: 'halyard' | 'reference',
  contract: ContractCase,
  patienceMs: number,
): Promise<boolean> {
  await using server = createOfrepServer()
  await server.listen()
  server.serve(() => [served('A')])
  const context = await launched.browser.createBrowserContext()
  try {
    const page = await context.newPage()
    return await contract.keeps(createSubjectUnderTest(name, page, server, site.origin, patienceMs))
  } finally {
    await context.close()
  }
}

describe.each(GROUPS)('%s: Halyard beside @openfeature/ofrep-web-provider', (_, cases) => {
  it.each(cases)('$title', async (contract) => {
    const [ours, theirs] = await Promise.all([
      keeps('halyard', contract, 10_000),
      // One that cannot even begin does not keep to it.
      keeps('reference', contract, 1000).catch(() => false),
    ])
    verdicts.push({
      title: contract.title,
      verdict: ours ? (theirs ? 'matched' : 'bettered') : 'worse',
    })
    expect(ours).toBe(true)
  })
})
