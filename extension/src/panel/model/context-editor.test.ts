import type { PageMessage, PanelMessage } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import { describe, expect, it, vi } from 'vitest'
import { createFakeTransport, type FakeDocument } from '../testing/fake-transport.ts'
import { SAMPLE_EXPLANATION } from '../testing/sample-explanation.ts'
import { SAMPLE_PAGE, sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import { createPanelModel } from './panel-model.ts'
import { createPanelSession } from './panel-session.ts'

const METHODS = ['set-context', 'reset-context', 'explain', 'evaluate-for']

function open(parts: Partial<ReturnType<typeof sampleClient>> = {}, others: readonly string[] = []) {
  const transport = createFakeTransport()
  const model = createPanelModel({ transport })
  const session = createPanelSession(model)
  const client = (clientId: string) =>
    sampleClient([sampleFlag('hero', { value: 'classic', type: 'string' }), sampleFlag('other')], {
      clientId,
      context: { targetingKey: 'u1', plan: 'free' },
      methods: METHODS,
      ...parts,
    })
  function appear(): FakeDocument {
    const page = transport.appear()
    page.say({ halyard: 'devtools', type: 'welcome', version: 1, page: SAMPLE_PAGE })
    page.say({
      halyard: 'devtools',
      type: 'snapshot',
      sequence: 0,
      clients: ['1', ...others].map((clientId) => client(clientId)),
    })
    return page
  }
  return { session, editor: session.context, appear, page: appear() }
}

type Request = Extract<PanelMessage, { type: 'request' }>

const requests = (page: FakeDocument, method: string): readonly Request[] =>
  page.sent.filter((message): message is Request => message.type === 'request' && message.method === method)

function answer(page: FakeDocument, request: Request | undefined, result: unknown): Promise<void> {
  page.say({
    halyard: 'devtools',
    type: 'response',
    requestId: request?.requestId ?? -1,
    result,
  } as PageMessage)
  return new Promise((resolve) => setImmediate(resolve))
}

function changeContext(
  page: FakeDocument,
  sequence: number,
  context: EvaluationContext,
  isMine: boolean,
): void {
  const { flags: _, ...client } = sampleClient([], {
    context,
    methods: METHODS,
    ...(isMine && { contextOverride: { own: { plan: 'free' }, scope: 'tab' } }),
  })
  page.say({ halyard: 'devtools', type: 'client-changed', sequence, client })
}

describe('the draft', () => {
  it('follows the page until somebody types, and is theirs from then on', () => {
    const { editor, page } = open()
    expect(editor.attributes.value.map(({ name, text }) => [name, text])).toEqual([
      ['targetingKey', 'u1'],
      ['plan', 'free'],
    ])
    changeContext(page, 1, { plan: 'team' }, false)
    expect([editor.attributes.value[0]?.text, editor.isEdited.value]).toEqual(['team', false])
    editor.edit('{"plan":"crew"}')
    changeContext(page, 2, { plan: 'other' }, false)
    expect(editor.parsed.value).toEqual({ ok: true, context: { plan: 'crew' } })
    editor.discard()
    expect(editor.parsed.value).toEqual({ ok: true, context: { plan: 'other' } })
  })

  it('goes from form to JSON and back, and stays where it cannot be read', () => {
    const { editor } = open()
    editor.load({ plan: 'crew' })
    editor.show('text')
    expect([editor.form.value, JSON.parse(editor.text.value)]).toEqual(['text', { plan: 'crew' }])
    editor.edit('{"plan":')
    editor.show('attributes')
    expect(editor.form.value).toBe('text')
    editor.edit('{"plan":"staff"}')
    editor.show('attributes')
    expect(editor.attributes.value[0]).toMatchObject({ name: 'plan', text: 'staff' })
  })
})

describe('the dry run', () => {
  it('asks what would change while somebody types, one question at a time', async () => {
    const { editor, page } = open()
    expect(requests(page, 'evaluate-for')).toEqual([])
    for (const plan of ['c', 'cr', 'cre', 'crew']) editor.edit(JSON.stringify({ plan }))
    const [first] = requests(page, 'evaluate-for')
    expect(requests(page, 'evaluate-for').map(({ parameters }) => parameters)).toEqual([
      { context: { plan: 'c' } },
    ])
    const changed = [{ flagKey: 'hero', value: 'bold', reason: 'TARGETING_MATCH' }]
    await answer(page, first, { changed: [], leftOut: 0, evaluated: 2 })
    const [, last] = requests(page, 'evaluate-for')
    expect(last?.parameters).toEqual({ context: { plan: 'crew' } })
    await answer(page, last, { changed, leftOut: 0, evaluated: 2 })
    expect(editor.preview.value).toMatchObject({ status: 'there', value: { changed } })
    editor.edit('{"plan":')
    expect(editor.preview.value).toEqual({ status: 'none' })
  })

  it('has the tree of the selected flag follow what is typed', async () => {
    const { session, editor, page } = open()
    const [hero] = session.rows.value
    session.select(hero?.kind === 'flag' ? hero : null)
    expect(requests(page, 'explain').map(({ parameters }) => parameters)).toEqual([
      { flagKey: 'hero' },
      { flagKey: 'hero' },
    ])
    for (const request of requests(page, 'explain')) await answer(page, request, SAMPLE_EXPLANATION)
    expect(session.explanation.value.status).toBe('there')
    editor.edit('{"plan":"crew"}')
    expect(requests(page, 'explain').at(-1)?.parameters).toEqual({
      flagKey: 'hero',
      context: { plan: 'crew' },
    })
    editor.showFlag('other')
    expect(requests(page, 'explain').at(-1)?.parameters).toMatchObject({ flagKey: 'other' })
  })

  it('asks nothing of a client that cannot answer, and takes no answer of another kind', async () => {
    const bare = open({ methods: [] })
    bare.editor.edit('{"plan":"crew"}')
    expect([bare.editor.preview.value, bare.page.sent.length]).toEqual([null, 1])
    const { editor, page } = open()
    editor.edit('{"plan":"crew"}')
    await answer(page, requests(page, 'evaluate-for')[0], { changed: [{ flagKey: 7 }] })
    expect(editor.preview.value).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('something else'),
    })
  })
})

describe('being somebody else', () => {
  it('sets the context of every client of the document, and then follows the page again', async () => {
    const { editor, page } = open({}, ['2'])
    editor.edit('{"plan":"crew"}')
    const done = editor.apply()
    const sent = requests(page, 'set-context')
    expect(sent.map(({ clientId, parameters }) => [clientId, parameters])).toEqual([
      ['1', { context: { plan: 'crew' } }],
      ['2', { context: { plan: 'crew' } }],
    ])
    changeContext(page, 1, { plan: 'crew' }, true)
    for (const request of sent) await answer(page, request, null)
    await done
    expect([editor.isEdited.value, editor.overridden.value.length]).toEqual([false, 1])
  })

  it('keeps what was typed where the page refuses it, and says why', async () => {
    const { editor, page } = open()
    editor.edit('{"plan":"crew"}')
    const done = editor.apply()
    const requestId = requests(page, 'set-context')[0]?.requestId ?? -1
    page.say({ halyard: 'devtools', type: 'response', requestId, error: 'no such user' })
    await done
    expect([editor.problem.value, editor.isEdited.value]).toEqual(['no such user', true])
  })

  it('gives every client whose context is set the page’s own back', async () => {
    const { editor, page } = open()
    changeContext(page, 1, { plan: 'crew' }, true)
    const done = editor.reset()
    const [request] = requests(page, 'reset-context')
    expect(request?.clientId).toBe('1')
    await answer(page, request, null)
    await done
    expect(editor.problem.value).toBeNull()
  })

  it('is about the same client after a reload, with what was typed', async () => {
    vi.useFakeTimers()
    const { editor, page, appear } = open()
    editor.edit('{"plan":"crew"}')
    page.close()
    appear()
    expect([editor.place.value?.document.status.value, editor.isEdited.value]).toEqual(['ready', true])
    vi.useRealTimers()
  })
})
