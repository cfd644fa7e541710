import type { PanelMessage } from '@halyard/devtools'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPageRequests, type PageRequests } from './page-requests.ts'

let sent: PanelMessage[]
let requests: PageRequests

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  requests = createPageRequests((message) => void sent.push(message))
})

afterEach(() => {
  vi.useRealTimers()
})

function ask(): Promise<null> {
  return requests.make('1', 'set-context', { context: { targetingKey: 'u2' } })
}

describe('requests of a page', () => {
  it('have a number each, and get the answer with that number', async () => {
    const [first, second] = [ask(), ask()]
    requests.settle({ requestId: 2, error: 'the client is stopped' })
    requests.settle({ requestId: 1, result: null })
    expect(await first).toBeNull()
    await expect(second).rejects.toThrow('the client is stopped')
    expect(sent).toMatchObject([
      { type: 'request', requestId: 1, clientId: '1', method: 'set-context' },
      { type: 'request', requestId: 2 },
    ])
  })

  it('ignore answers that nobody waits for', async () => {
    const asked = ask()
    requests.settle({ requestId: 9, result: null })
    requests.settle({ requestId: 1, result: null })
    requests.settle({ requestId: 1, error: 'late' })
    expect(await asked).toBeNull()
  })

  it('say that an answer is none of the method', async () => {
    const asked = ask()
    requests.settle({ requestId: 1, result: { forged: true } })
    await expect(asked).rejects.toThrow('answered "set-context" with something else')
  })

  it('end after 10 s without an answer, and when the page is gone', async () => {
    const late = ask()
    const isLate = expect(late).rejects.toThrow('did not answer within 10 s')
    vi.advanceTimersByTime(10_000)
    await isLate
    const waiting = ask()
    requests.close()
    await expect(waiting).rejects.toThrow('the page is gone')
    await expect(ask()).rejects.toThrow('the page is gone')
  })
})
