import type { FlagReads } from '@halyard/devtools'
import type { FlagClient } from '../flag-client.ts'

/** The most flags whose reads are counted. */
const MAX_FLAGS = 20_000
/** The most readers of one flag that are told apart. */
const MAX_READERS = 8
const MAX_STACK_LENGTH = 2_000
/** A stack takes some ten microseconds: so many at once, and so many again with each report. */
const STACKS_AT_ONCE = 500
const STACKS_PER_REPORT = 25
/** Of a flag that is read more often than this, readers are looked for at each power of two. */
const READS_TO_LOOK_AT = 32

/** Counts the reads of a client, while it is told to. */
export interface ReadCounter {
  readonly sinceMs: number
  /** Begins from zero. */
  begin(): void
  /** Takes every trace of it off the client. */
  end(): void
  all(): readonly FlagReads[]
  /** What was read since the last call. */
  takeNew(): readonly FlagReads[]
}

/** What {@link createReadCounter} needs. */
export interface ReadCounterOptions {
  now(): number
  /** Called for every read that is counted, after it. */
  onRead(flagKey: string, isFirst: boolean): void
  /** Whether the page has read this flag before. */
  wasRead(flagKey: string): boolean
}

interface CountedFlag {
  count: number
  lastAtMs: number
  readonly readers: Set<string>
  newReaders: string[]
}

/**
 * Creates a counter that puts itself before `get` and `details` of a client while it counts, and leaves no trace of
 * itself while it does not: reads cost then what they always do. Who took one of the two from the client before is not
 * seen.
 */
export function createReadCounter(client: FlagClient, options: ReadCounterOptions): ReadCounter {
  const { now, onRead, wasRead } = options
  const flags = new Map<string, CountedFlag>()
  const unreported = new Set<string>()
  let sinceMs = now()
  let stacksLeft = STACKS_AT_ONCE
  let restore: (() => void) | undefined

  function count(flagKey: string): CountedFlag | undefined {
    let flag = flags.get(flagKey)
    if (!flag) {
      if (flags.size >= MAX_FLAGS || typeof flagKey !== 'string') return undefined
      flag = { count: 0, lastAtMs: 0, readers: new Set(), newReaders: [] }
      flags.set(flagKey, flag)
    }
    flag.count += 1
    flag.lastAtMs = now()
    unreported.add(flagKey)
    return flag
  }

  function noteReader(flag: CountedFlag, wrapper: object): void {
    const { count: reads, readers } = flag
    const isLookedAt = reads <= READS_TO_LOOK_AT || (reads & (reads - 1)) === 0
    if (!isLookedAt || readers.size >= MAX_READERS || stacksLeft === 0) return
    stacksLeft -= 1
    const stack = stackAbove(wrapper)
    if (!stack || readers.has(stack)) return
    readers.add(stack)
    flag.newReaders.push(stack)
  }

  /** The method as it is, with every call counted. */
  function counted<Name extends 'get' | 'details'>(name: Name): FlagClient[Name] {
    const read = client[name] as (flagKey: string, fallback: unknown) => unknown
    const wrapper = (flagKey: string, fallback: unknown): unknown => {
      const flag = count(flagKey)
      if (flag) noteReader(flag, wrapper)
      const isFirst = !wasRead(flagKey)
      const result = read(flagKey, fallback)
      if (flag) onRead(flagKey, isFirst)
      return result
    }
    return wrapper as FlagClient[Name]
  }

  return {
    get sinceMs() {
      return sinceMs
    },
    begin() {
      flags.clear()
      unreported.clear()
      sinceMs = now()
      stacksLeft = STACKS_AT_ONCE
      restore = replaceMethods(client, { get: counted('get'), details: counted('details') })
    },
    end() {
      restore?.()
      restore = undefined
    },
    all: () => [...flags].map(([flagKey, flag]) => told(flagKey, flag, [...flag.readers])),
    takeNew() {
      stacksLeft = Math.max(stacksLeft, STACKS_PER_REPORT)
      const reads = [...unreported].map((flagKey) => {
        const flag = flags.get(flagKey) as CountedFlag
        const report = told(flagKey, flag, flag.newReaders)
        flag.newReaders = []
        return report
      })
      unreported.clear()
      return reads
    },
  }
}

/**
 * Puts other methods in the place of a client's own.
 *
 * @returns a function that puts the own ones back, where nobody else has taken their place meanwhile.
 */
export function replaceMethods(client: FlagClient, methods: Partial<FlagClient>): () => void {
  const names = Object.keys(methods) as (keyof FlagClient)[]
  const own = Object.fromEntries(names.map((name) => [name, client[name]]))
  Object.assign(client, methods)
  return () => {
    for (const name of names) if (client[name] === methods[name]) Object.assign(client, { [name]: own[name] })
  }
}

function told(flagKey: string, { count, lastAtMs }: CountedFlag, newReaders: readonly string[]): FlagReads {
  return { flagKey, count, lastAtMs, ...(newReaders.length > 0 && { newReaders }) }
}

/** Who has called this function, as the browser writes it. */
function stackAbove(wrapper: object): string {
  const { captureStackTrace } = Error as { captureStackTrace?: (holder: object, below: object) => void }
  const holder: { stack?: string } = captureStackTrace ? {} : new Error()
  captureStackTrace?.(holder, wrapper)
  return (holder.stack ?? '').slice(0, MAX_STACK_LENGTH)
}
