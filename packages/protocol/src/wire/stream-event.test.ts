import { describe, expect, it } from 'vitest'
import { encodeStreamEvent, parseStreamEvent, type StreamEvent } from './stream-event.ts'

const EVENTS: readonly StreamEvent[] = [
  { type: 'hello', revision: 'abc.3', heartbeatMs: 15_000 },
  { type: 'snapshot', revision: 'abc.3', flagSet: { flags: {} } },
  { type: 'change', revision: 'abc.4', previous: 'abc.3', changes: { flags: { banner: null } } },
  { type: 'goodbye', retryWithinMs: 5_000 },
]

describe('stream event', () => {
  it.each(EVENTS)('survives the wire: $type', (event) => {
    const { type, data } = fieldsOf(encodeStreamEvent(event))
    expect(parseStreamEvent(type, data)).toEqual(event)
  })

  it('carries a revision as its id exactly where a client can resume after it', () => {
    expect(EVENTS.map((event) => fieldsOf(encodeStreamEvent(event)).id)).toEqual([
      undefined,
      'abc.3',
      'abc.4',
      undefined,
    ])
  })

  it('stays one event whatever a flag holds', () => {
    const text = 'a\n\ndata: {}\r\nevent: goodbye\u2028'
    const flags = { note: { state: 'ENABLED', variants: { on: text }, defaultVariant: 'on' } } as const
    const encoded = encodeStreamEvent({ type: 'snapshot', revision: 'abc.1', flagSet: { flags } })
    expect(encoded.split('\n\n')).toHaveLength(2)
    expect(parseStreamEvent('snapshot', fieldsOf(encoded).data)).toMatchObject({ flagSet: { flags } })
  })

  it('is ignored when its name is unknown, even a name that every object has', () => {
    expect(parseStreamEvent('novelty', '{}')).toBeNull()
    expect(parseStreamEvent('constructor', '{}')).toBeNull()
  })

  it.each([
    ['cut off', 'snapshot', '{"revision":"abc.1","flagSet":{"fl'],
    ['no revision', 'snapshot', '{"flagSet":{"flags":{}}}'],
    ['flags in a list', 'snapshot', '{"revision":"abc.1","flagSet":{"flags":[]}}'],
    ['no previous revision', 'change', '{"revision":"abc.1","changes":{}}'],
    ['a heartbeat of no length', 'hello', '{"revision":"abc.1","heartbeatMs":0}'],
    ['null', 'goodbye', 'null'],
  ])('gets a sentence when it is damaged: %s', (_, type, data) => {
    expect(parseStreamEvent(type, data)).toEqual(expect.stringContaining(`"${type}" event`))
  })
})

function fieldsOf(encoded: string): { type: string; id: string | undefined; data: string } {
  const fields = new Map(
    encoded
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return { type: fields.get('event') ?? '', id: fields.get('id'), data: fields.get('data') ?? '' }
}
