import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { EVERY_OUTCOME, ofrepScene } from './testing/ofrep-scene.ts'

const document = new URL('../../../../../shared/conformance/ofrep/openapi.yaml', import.meta.url)
const isAbsent = !existsSync(document)
const CONTEXT = { context: { targetingKey: 'user-7', plan: 'crew' } }
const KEYS = Object.keys(EVERY_OUTCOME.flags)

interface Document {
  readonly components: { readonly schemas: { readonly evaluationSuccess: { readonly allOf: unknown[] } } }
}

/** Judges values by schemas of OFREP's own document. */
function createJudge(): (schema: string, value: unknown) => readonly unknown[] {
  const openapi = parse(readFileSync(document, 'utf8')) as Document
  const [details, value] = openapi.components.schemas.evaluationSuccess.allOf as [
    { properties: { reason: { enum: string[] } } },
    { oneOf?: unknown; anyOf?: unknown },
  ]
  // a reason that OpenFeature's specification has, and the document forgot
  details.properties.reason.enum.push('DEFAULT')
  // every value is also one of a `codeDefaultFlag`, which asks for nothing, so that exactly one never fits
  value.anyOf = value.oneOf
  delete value.oneOf
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(openapi, 'openapi.yaml')
  return (schema, answer) => {
    const validate = ajv.compile({ $ref: `openapi.yaml#/components/schemas/${schema}` })
    return validate(answer) ? [] : (validate.errors ?? [])
  }
}

describe.skipIf(isAbsent)('openapi.yaml of OFREP (skipped without ../shared/conformance)', () => {
  it('describes the answer for all flags', async () => {
    const answer = await (await ofrepScene().evaluate(CONTEXT)).json()
    expect(createJudge()('bulkEvaluationSuccess', answer)).toEqual([])
  })

  it.each(KEYS)('describes the answer for the flag "%s"', async (key) => {
    const response = await ofrepScene().evaluate(CONTEXT, key)
    const schema = response.status === 200 ? 'serverEvaluationSuccess' : 'evaluationFailure'
    expect([200, 400]).toContain(response.status)
    expect(createJudge()(schema, await response.json())).toEqual([])
  })

  it('describes what is said of a flag that there is not', async () => {
    const response = await ofrepScene().evaluate(CONTEXT, 'nowhere')
    expect(response.status).toBe(404)
    expect(createJudge()('flagNotFound', await response.json())).toEqual([])
  })

  it.each(['', '{', '[]', {}, { context: [] }, { context: { targetingKey: 7 } }])(
    'describes the refusal of %j',
    async (body) => {
      const judge = createJudge()
      const all = await ofrepScene().evaluate(body)
      const one = await ofrepScene().evaluate(body, 'static')
      expect([all.status, one.status]).toEqual([400, 400])
      expect(judge('bulkEvaluationFailure', await all.json())).toEqual([])
      expect(judge('evaluationFailure', await one.json())).toEqual([])
    },
  )

  it('describes what a stream says', async () => {
    const { ask } = ofrepScene()
    const reader = (await ask('/ofrep/v1/stream')).body?.getReader()
    const text = new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    const data = /^data: (.*)$/m.exec(text)?.[1] ?? ''
    expect(createJudge()('sseEventData', JSON.parse(data))).toEqual([])
    expect(
      createJudge()('sseEventData', { ...JSON.parse(data), lastModified: 'lately', type: 1 }),
    ).not.toEqual([])
  })
})
