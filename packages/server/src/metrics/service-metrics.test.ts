import { ENDPOINTS, type Revision } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFlagService } from '../flag-service.ts'
import { createMemoryInsights } from '../insights/memory-insights.ts'
import { createMemoryStore } from '../memory-store.ts'
import { operateService } from '../operations/operate-service.ts'
import { observeInsights, observeWrites } from '../operations/service-observer.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { createServiceMetrics } from './service-metrics.ts'

function setUp(maxQueueBytes?: number) {
  const { observer, render } = createServiceMetrics()
  const memory = createMemoryStore({ flagSet: { flags: { checkout: toggle('on') } }, lineage: 'line' })
  const store = observeWrites(memory, 'production', observer.wrote)
  const service = createFlagService({
    store,
    insights: observeInsights(createMemoryInsights(), observer.counted),
    observeStreams: observer.streams,
    ...(maxQueueBytes && { maxQueueBytes }),
  })
  onTestFinished(() => service.close())
  const operated = operateService(service, { answered: observer.answered })
  const ask = (path: string, init?: RequestInit) => operated.fetch(new Request(`http://service${path}`, init))
  /** Every line of the metrics that is a figure of Halyard's, without those of the process. */
  async function read() {
    const { streamCount, queuedBytes } = service
    const { text, contentType } = await render({ streamCount, queuedBytes, revisionNumber: 7 })
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
    return text.split('\n').filter((line) => line.startsWith('halyard_'))
  }
  const write = (value: 'on' | 'off', basedOn?: Revision) =>
    store.write({
      changes: { flags: { checkout: toggle(value) } },
      ...{ author: 'ada', action: 'replace', reason: '', nowMs: 0, basedOn },
    })
  return { ask, read, write }
}

describe('metrics', () => {
  it('count answers, writes, events and batches', async () => {
    const { ask, read, write } = setUp()
    await ask(ENDPOINTS.snapshot)
    await ask(ENDPOINTS.snapshot, { headers: { 'If-None-Match': '"line.0"' } })
    const { body } = await ask(ENDPOINTS.stream)
    onTestFinished(() => body?.cancel())
    await write('off')
    await write('off')
    await write('on', 'line.0')
    const batch = JSON.stringify({ id: 'b1234567890123456', entries: [] })
    for (let count = 0; count < 2; count++) await ask(ENDPOINTS.insights, { method: 'POST', body: batch })
    const lines = await read()
    for (const line of [
      'halyard_requests_total{route="/halyard/v1/snapshot",method="GET",status="200"} 1',
      'halyard_requests_total{route="/halyard/v1/snapshot",method="GET",status="304"} 1',
      'halyard_request_duration_seconds_count{route="/halyard/v1/snapshot"} 2',
      'halyard_writes_total{environment="production",outcome="written"} 1',
      'halyard_writes_total{environment="production",outcome="unchanged"} 1',
      'halyard_writes_total{environment="production",outcome="conflict"} 1',
      'halyard_insight_batches_total{outcome="counted"} 1',
      'halyard_insight_batches_total{outcome="repeated"} 1',
      'halyard_stream_fan_out_seconds_count{stream="flags"} 1',
      'halyard_stream_fan_out_seconds_count{stream="ofrep"} 1',
      'halyard_streams 1',
      'halyard_revision 7',
    ]) {
      expect(lines).toContain(line)
    }
  })

  it('tell what waits for slow clients, and that one was given up', async () => {
    const { ask, read, write } = setUp(1000)
    const { body } = await ask(ENDPOINTS.stream)
    onTestFinished(() => body?.cancel().catch(() => undefined))
    expect((await read()).join('\n')).toMatch(/^halyard_stream_queued_bytes [1-9]\d+$/m)
    expect(await read()).toContain('halyard_streams_dropped_total{stream="flags"} 0')
    for (let count = 0; count < 20; count++) await write(count % 2 ? 'on' : 'off')
    const lines = await read()
    expect(lines).toContain('halyard_streams_dropped_total{stream="flags"} 1')
    expect(lines).toContain('halyard_stream_queued_bytes 0')
  })

  it('have as many lines for a thousand addresses as for one', async () => {
    const { ask, read } = setUp()
    const askForMany = async (begin: number, count: number) => {
      for (let number = begin; number < begin + count; number++) {
        await ask(`/nowhere/${number}`)
        await ask(`/ofrep/v1/evaluate/flags/${number}`, { method: 'POST', body: '{}' })
        await ask(`${ENDPOINTS.snapshot}?key=${number}`, { method: `M${number}` })
      }
    }
    await askForMany(0, 1)
    const before = (await read()).length
    await askForMany(1, 1000)
    expect((await read()).length).toBe(before)
  })
})
