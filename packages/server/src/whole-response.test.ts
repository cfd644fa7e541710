import { describe, expect, it } from 'vitest'
import { WholeResponse } from './whole-response.ts'

const CONTENT = '{"greeting":"Grüezi"}'
const create = () => new WholeResponse(Buffer.from(CONTENT), { status: 404, headers: { ETag: '"a"' } })

describe('a whole response', () => {
  it('hands over what it was made of, and how long that is', () => {
    const { status, fields, content } = create()
    expect([status, fields, String(content)]).toEqual([404, { ETag: '"a"', 'Content-Length': '22' }, CONTENT])
  })

  it('is read like any other', async () => {
    const like = new Response(CONTENT, { status: 404, headers: { ETag: '"a"', 'Content-Length': '22' } })
    const response = create()
    expect(response).toBeInstanceOf(Response)
    expect([...response.headers]).toEqual([...like.headers].filter(([name]) => name !== 'content-type'))
    expect(await response.clone().text()).toBe(CONTENT)
    expect(response.bodyUsed).toBe(false)
    expect(await response.json()).toEqual(await like.json())
    expect(response.bodyUsed).toBe(true)
    await expect(response.text()).rejects.toThrow()
    expect(Buffer.from(await create().bytes()).toString()).toBe(CONTENT)
    expect(Buffer.from(await create().arrayBuffer()).toString()).toBe(CONTENT)
    expect(await (await create().blob()).text()).toBe(CONTENT)
    expect(await new Response(create().body).text()).toBe(CONTENT)
    await expect(create().formData()).rejects.toThrow(TypeError)
  })

  it('is sent with the headers that it was given later', () => {
    const response = create()
    response.headers.append('Vary', 'Origin')
    response.headers.delete('ETag')
    expect(response.fields).toEqual({ 'content-length': '22', vary: 'Origin' })
  })
})
