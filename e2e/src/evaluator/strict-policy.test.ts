import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answers, Questions } from '../../pages/conformance/conformance.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { conformanceSuites, isSharedAbsent } from './conformance-cases.ts'

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"

const suites = conformanceSuites()
let server: LocalServer
let launched: LaunchedBrowser
let answers: Answers
let generatedCode: string

beforeAll(async () => {
  const folder = await buildPage('conformance', '')
  const questions: Questions = suites
  writeFileSync(join(folder, 'questions.json'), JSON.stringify(questions))
  server = await serveFolder(folder, { 'content-security-policy': POLICY })
  launched = await launchBrowser()
  const page = await launched.browser.newPage()
  await page.goto(server.origin)
  answers = await page.evaluate(() => window.answers)
  generatedCode = await page.evaluate(() => window.generatedCode)
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
})

describe(`Chromium under "${POLICY}"`, () => {
  it('refuses to generate code', () => {
    expect(generatedCode).toBe('EvalError')
  })

  it('answers the cases of packages/evaluator/conformance as they say', () => {
    expect(judge('own').count).toBeGreaterThan(250)
    expect(judge('own').wrong).toEqual([])
  })

  it('explains, foresees and lists references as they say', () => {
    const { studies = [] } = suites.own ?? {}
    expect(studies.length).toBeGreaterThan(60)
    const wrong = studies
      .map((asked, index) => ({ asked, answer: answers.own?.studies[index] }))
      .filter(({ asked, answer }) => !hasParts(answer, asked.expected))
    expect(wrong).toEqual([])
  })
})

describe.skipIf(isSharedAbsent)(
  'Chromium under the same policy (skipped without ../shared/conformance)',
  () => {
    it.each([
      ['flagd-evaluator.json', 'flagd', 125],
      ['flagd-go-vectors.json', 'go', 83],
      ['jsonlogic-tests.json', 'jsonLogic', 277],
    ])('answers %s as it says', (_, suite, count) => {
      expect(judge(suite)).toEqual({ count, wrong: [] })
    })
  },
)

/** How many cases there are, and those that the page answered otherwise. */
function judge(suite: string): { readonly count: number; readonly wrong: readonly unknown[] } {
  const { flags = [], rules = [] } = suites[suite] ?? {}
  const wrong = [
    ...flags
      .map((asked, index) => ({ asked, answer: answers[suite]?.flags[index] }))
      .filter(({ asked, answer }) => !hasParts(answer, asked.expected))
      .map(({ asked: { flagSet: _, ...asked }, answer }) => ({ asked, answer })),
    ...rules
      .map((asked, index) => ({ asked, answer: answers[suite]?.rules[index] }))
      .filter(({ asked, answer }) => !isDeepStrictEqual(answer, asked.expected)),
  ]
  return { count: flags.length + rules.length, wrong }
}

/** A part that is expected to be undefined has to be absent. */
function hasParts(answer: object | undefined, expected: object): boolean {
  const parts = new Map<string, unknown>(Object.entries(answer ?? {}))
  return Object.entries(expected).every(([name, value]) => isDeepStrictEqual(parts.get(name), value))
}
