import type { EvaluationContext } from '@halyard/schema'

/** A flag set as somebody with bad intentions would write it; its flag `f` is the one that is asked for. */
export interface HostileSet {
  readonly name: string
  /** As text, because that is how it arrives. */
  write(): string
  readonly context?: EvaluationContext
}

const FLAG = '"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"'

function flag(targeting: string): string {
  return `{${FLAG},"targeting":${targeting}}`
}

function setOf(targeting: string, others = ''): string {
  return `{"flags":{"f":${flag(targeting)}${others}}}`
}

/** Something `times` times, with its number, separated by commas. */
function repeat(times: number, write: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => write(index)).join()
}

function numbers(count: number): string {
  return `[${repeat(count, String)}]`
}

function nest(times: number, open: string, innermost: string, close: string): string {
  return open.repeat(times) + innermost + close.repeat(times)
}

/** Loops within loops, `{"some": [list, {"some": [list, …]}]}`, that no element ever ends. */
function loops(levels: number, length: number): string {
  return nest(levels, `{"some":[${numbers(length)},`, '{"var":"x"}', ']}')
}

export const HOSTILE_SETS: readonly HostileSet[] = [
  { name: 'a rule of 10,000 levels', write: () => setOf(nest(10_000, '{"!":[', '1', ']}')) },
  { name: 'a list of 10,000 levels', write: () => setOf(`{"in":["x",${nest(10_000, '[', '1', ']')}]}`) },
  {
    name: 'references that double 40 times',
    write: () =>
      `{"flags":{"f":${flag('{"$ref":"e39"}')}},"$evaluators":{"e0":{"var":"x"},${repeat(39, (index) => `"e${index + 1}":{"+":[{"$ref":"e${index}"},{"$ref":"e${index}"}]}`)}}}`,
  },
  {
    name: 'a chain of 10,000 references',
    write: () =>
      `{"flags":{"f":${flag('{"$ref":"e9999"}')}},"$evaluators":{"e0":{"var":"x"},${repeat(9_999, (index) => `"e${index + 1}":{"!":{"$ref":"e${index}"}}`)}}}`,
  },
  { name: 'a rule of 49,000 parts', write: () => setOf(`{"or":[${repeat(48_999, () => '{"var":"x"}')}]}`) },
  {
    name: '100,000 flags',
    write: () =>
      `{"flags":{"f":${flag('{"if":[{"var":"x"},"on"]}')},${repeat(99_999, (index) => `"f${index}":${flag('{"if":[{"var":"x"},"on"]}')}`)}}}`,
  },
  {
    name: '100,000 prerequisites in a row',
    write: () =>
      `{"flags":{"f":${flag('{"var":"x"}')},${repeat(99_999, (index) => `"f${index}":{${FLAG},"targeting":{"var":"x"},"x-prerequisites":[{"flag":"f${index + 1}","variants":["on"]}]}`)}}}`,
  },
  { name: 'a text of 10 MB', write: () => setOf(`{"==":[{"var":"x"},"${'x'.repeat(10_000_000)}"]}`) },
  {
    name: 'ten texts of 1 MB',
    write: () => setOf(`{"in":[{"var":"x"},[${repeat(10, () => `"${'ü'.repeat(1_000_000)}"`)}]]}`),
  },
  { name: 'a key of 10 MB', write: () => setOf(`{"${'x'.repeat(10_000_000)}":1}`) },
  {
    name: '"__proto__" and "constructor" everywhere',
    write: () =>
      `{"__proto__":{"x":1},"flags":{"f":${flag('{"if":[{"var":"__proto__.constructor"},{"var":"constructor"}]}')},${['__proto__', 'constructor', 'toString'].map((name) => `"${name}":{${FLAG},"variants":{"__proto__":1,"${name}":2},"targeting":{"${name}":{"__proto__":[]}}}`).join()}},"$evaluators":{"__proto__":{"$ref":"constructor"},"constructor":{"$ref":"__proto__"}}}`,
  },
  { name: 'a list of 1,000,000 numbers', write: () => setOf(`{"in":[{"var":"x"},${numbers(1_000_000)}]}`) },
  {
    name: 'a split of 48,000 buckets',
    write: () => setOf(`{"fractional":["x",${repeat(48_000, () => '["on",1]')}]}`),
  },
  { name: 'loops within loops: 100 to the power of 4', write: () => setOf(loops(4, 100)) },
  { name: 'loops within loops: 10 to the power of 80', write: () => setOf(loops(80, 10)) },
  {
    name: 'a text that doubles 40 times',
    write: () =>
      setOf(`{"reduce":[${numbers(40)},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]}`),
  },
  {
    name: 'a list that doubles 40 times',
    write: () =>
      setOf(`{"reduce":[${numbers(40)},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]}`),
  },
  {
    name: 'times compared with times, 48,000 parts',
    write: () =>
      setOf(
        `{">":[{"+":[${repeat(24_000, () => '{"var":"$flagd.timestamp"}')}]},{"-":[{"+":[${repeat(23_000, () => '{"var":"x"}')}]},{"var":"$flagd.timestamp"}]}]}`,
      ),
    context: { x: 1 },
  },
]
