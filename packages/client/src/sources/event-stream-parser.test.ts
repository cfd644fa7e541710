import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEventStreamParser } from './event-stream-parser.ts'

const SEED = 20261122

type Told = readonly [string, string] | number

function read(pieces: readonly string[]): readonly Told[] {
  const told: Told[] = []
  const feed = createEventStreamParser({
    onEvent: (type, data) => told.push([type, data]),
    onRetry: (delayMs) => told.push(delayMs),
  })
  pieces.forEach(feed)
  return told
}

/** What an independent reader of the same format makes of it. */
function readByOther(text: string): readonly Told[] {
  const told: Told[] = []
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => told.push([event, data]),
    onRetry: (delayMs) => told.push(delayMs),
  })
  parser.feed(text)
  // It waits for what follows a CR; a comment follows.
  parser.feed(':\n')
  return told
}

function cut(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b)
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

it.each<[string, readonly Told[]]>([
  ['data: a\n\n', [['message', 'a']]],
  ['event: news\ndata:a\ndata:  b\n\n', [['news', 'a\n b']]],
  ['data\n\n', [['message', '']]],
  ['event: news\n\ndata: a\n\n', [['message', 'a']]],
  [': a comment\r\nid: 7\rdata: a:b\r\n\r\n', [['message', 'a:b']]],
  ['data: a\u2028b\u0085c\n\n', [['message', 'a\u2028b\u0085c']]],
  ['retry: 250\nretry: soon\nretry\n\n', [250]],
  ['data: cut off\n', []],
  [
    'data: a\r\rdata: b\r\r',
    [
      ['message', 'a'],
      ['message', 'b'],
    ],
  ],
])('reads %j', (text, told) => {
  expect(read([text])).toEqual(told)
  expect(read([...text])).toEqual(told)
})

it('says an event as soon as its last line ends, whatever ends it', () => {
  expect(read(['data: a\r\r'])).toEqual([['message', 'a']])
})

it(`reads what an independent reader reads, wherever the text is cut (seed ${SEED})`, () => {
  const piece = fc.constantFrom(
    ...[
      'data',
      'event',
      'retry',
      'id',
      ':',
      ': ',
      ' ',
      'a',
      '12',
      '\n',
      '\n\n',
      '\r\n',
      '\r\n\r\n',
      '\r',
      'ä',
      '𝄞',
    ],
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.array(fc.nat(), { maxLength: 12 }),
      (text, places) => {
        expect(read(cut(text, places))).toEqual(readByOther(text))
      },
    ),
    { seed: SEED, numRuns: 3000 },
  )
})
