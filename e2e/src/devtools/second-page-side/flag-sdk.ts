/** A flag SDK of nobody's: flags with variants, rules by plan, overrides that are kept, and activity. */
import { ActivityLog } from './activity-log.ts'
import type { ClientEvent, DevtoolsClient, Stop, Terms } from './client-reports.ts'
import {
  canKeepOverrides,
  forgetOverrides,
  type KeptOverride,
  keepOverride,
  readAssignedOverrides,
  readKeptOverrides,
} from './kept-overrides.ts'
import type { FlagValue } from './panel-messages.ts'
import { findRegistry } from './registry.ts'

export interface Flag {
  readonly variants: Readonly<Record<string, FlagValue>>
  readonly variant: string
  /** The variant for contexts of a plan. */
  readonly byPlan?: Readonly<Record<string, string>>
}
export type Flags = Readonly<Record<string, Flag>>
interface Outcome {
  value?: FlagValue
  variant?: string
  reason: string
}

const MAX_DELAY_MS = 2 ** 31 - 1
const typeOf = (value: unknown): string => typeof value

export class FlagSdk {
  readonly #listeners = new Set<(event: ClientEvent) => void>()
  readonly #observers = new Set<() => void>()
  readonly #reads = new Map<string, string>()
  readonly #log = new ActivityLog()
  readonly #isAssigned: boolean
  #flags: Map<string, Flag>
  #context: Readonly<Record<string, unknown>>
  #personContext: Readonly<Record<string, unknown>> | null = null
  #overrides: Map<string, KeptOverride>
  #timer: ReturnType<typeof setTimeout> | undefined
  #unregister: Stop | null = null

  /** @param playgroundOrigins the origins that may embed the page and assign flags to it. */
  constructor(
    flags: Flags,
    context: Record<string, unknown> = {},
    playgroundOrigins: readonly string[] = [],
  ) {
    this.#flags = new Map(Object.entries(flags))
    this.#context = context
    const assigned = readAssignedOverrides(playgroundOrigins)
    this.#isAssigned = assigned !== null
    this.#overrides = assigned ?? readKeptOverrides()
    this.#log.add({ kind: 'state', atMs: Date.now(), state: 'ready' })
    this.#awaitExpiry()
  }

  /** Makes it visible to panels. */
  start(): this {
    this.#unregister = findRegistry()?.register(this.client) ?? null
    return this
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#unregister?.()
  }

  read<T extends FlagValue>(flagKey: string, fallback: T): T {
    const isFirst = !this.#reads.has(flagKey)
    const outcome = this.#outcome(flagKey)
    if (isFirst) this.#reads.set(flagKey, typeOf(fallback))
    this.#log.read(flagKey, outcome, isFirst)
    if (isFirst) this.#announce({ type: 'flags-changed', cause: 'read', flagKeys: [flagKey] })
    const value = outcome.value ?? fallback
    return (typeOf(value) === typeOf(fallback) ? value : fallback) as T
  }

  observe(observer: () => void): Stop {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  track(name: string, details?: object): void {
    const text = details === undefined ? {} : { details: JSON.stringify(details) }
    this.#log.add({ kind: 'tracking', atMs: Date.now(), name, ...text })
  }

  /** The server has other flags. */
  serve(flags: Flags): void {
    const keys = new Set([...this.#flags.keys(), ...Object.keys(flags)])
    this.#change('source', keys, () => {
      this.#flags = new Map(Object.entries(flags))
    })
  }

  setContext(context: Record<string, unknown>): void {
    this.#changeContext(() => {
      this.#context = context
    })
  }

  readonly client: DevtoolsClient = {
    sdk: 'pennant-sdk',
    describe: () => ({
      state: 'ready',
      context: this.#personContext ?? this.#context,
      overriding: {
        scopes: ['tab', 'origin'],
        canExpire: true,
        isKept: !this.#isAssigned && canKeepOverrides(),
      },
      ...(this.#personContext === null ? {} : { contextOverride: { own: this.#context, scope: 'page' } }),
    }),
    flagKeys: () => new Set([...this.#flags.keys(), ...this.#reads.keys()]),
    report: (flagKey) => this.#report(flagKey),
    subscribe: (listener) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    },
    setOverride: (flagKey, value, terms) => this.#setOverride(flagKey, value as FlagValue, terms),
    resetOverride: (flagKey) => {
      this.#resetOverrides(flagKey === undefined ? [...this.#overrides.keys()] : [flagKey])
    },
    overriddenFlags: () => this.#overriddenFlags(),
    watchActivity: (listener) => this.#log.watch(listener),
    methods: {
      'set-context': (parameters) => {
        const { context } = parameters as { context: Record<string, unknown> }
        this.#changeContext(() => {
          this.#personContext = context
        })
        return null
      },
      'reset-context': () => {
        this.#changeContext(() => {
          this.#personContext = null
        })
        return null
      },
    },
  }

  #overriddenFlags(): string[] {
    return [...this.#overrides.keys()].filter((flagKey) => this.#override(flagKey) !== undefined)
  }

  /** An override that holds now, and fits: anything may be in the storage. */
  #override(flagKey: string): KeptOverride | undefined {
    const override = this.#overrides.get(flagKey)
    if (override === undefined || (override.expiresAtMs ?? Infinity) <= Date.now()) return undefined
    const type = this.#type(flagKey)
    return type === undefined || type === typeOf(override.value) ? override : undefined
  }

  #type(flagKey: string): string | undefined {
    const flag = this.#flags.get(flagKey)
    return flag === undefined ? this.#reads.get(flagKey) : typeOf(flag.variants[flag.variant])
  }

  #served(flagKey: string): Outcome {
    const flag = this.#flags.get(flagKey)
    if (flag === undefined) return { reason: 'ERROR' }
    const { plan } = (this.#personContext ?? this.#context) as { plan?: string }
    const byPlan = plan === undefined ? undefined : flag.byPlan?.[plan]
    const variant = byPlan ?? flag.variant
    const value = flag.variants[variant]
    return {
      ...(value === undefined ? {} : { value }),
      variant,
      reason: byPlan === undefined ? 'STATIC' : 'TARGETING_MATCH',
    }
  }

  #outcome(flagKey: string): Outcome {
    const override = this.#override(flagKey)
    return override === undefined ? this.#served(flagKey) : { value: override.value, reason: 'OVERRIDE' }
  }

  #report(flagKey: string): object | null {
    const flag = this.#flags.get(flagKey)
    const type = this.#type(flagKey)
    if (type === undefined) return null
    const override = this.#override(flagKey)
    const outcome = this.#outcome(flagKey)
    return {
      flagKey,
      ...outcome,
      ...(outcome.reason === 'ERROR'
        ? { errorCode: 'FLAG_NOT_FOUND', errorMessage: 'there is no such flag' }
        : {}),
      flagMetadata: {},
      type,
      ...(flag === undefined ? {} : { variants: flag.variants }),
      observed: this.#reads.has(flagKey),
      ...(override === undefined
        ? {}
        : { override: { ...override, value: undefined }, original: this.#served(flagKey) }),
    }
  }

  #setOverride(flagKey: string, value: FlagValue, { scope = 'tab', expiresAtMs }: Terms): string | null {
    const type = this.#type(flagKey)
    if (type === undefined) return `there is no flag "${flagKey}"`
    if (type !== typeOf(value)) return `"${flagKey}" needs a ${type}`
    if (expiresAtMs !== undefined && expiresAtMs <= Date.now()) return 'that time is over'
    const override = { value, scope, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) }
    this.#change('override', [flagKey], () => {
      if (!this.#isAssigned) keepOverride(flagKey, override)
      this.#overrides.set(flagKey, override)
    })
    this.#awaitExpiry()
    return null
  }

  #resetOverrides(flagKeys: readonly string[]): void {
    this.#change('override', flagKeys, () => {
      if (!this.#isAssigned) forgetOverrides(flagKeys)
      for (const flagKey of flagKeys) this.#overrides.delete(flagKey)
    })
    this.#awaitExpiry()
  }

  #awaitExpiry(): void {
    clearTimeout(this.#timer)
    const ends = [...this.#overrides.values()].map(({ expiresAtMs }) => expiresAtMs ?? Infinity)
    const delayMs = Math.min(...ends) - Date.now()
    if (delayMs === Infinity) return
    this.#timer = setTimeout(
      () => {
        const over = [...this.#overrides].filter(
          ([, { expiresAtMs = Infinity }]) => expiresAtMs <= Date.now(),
        )
        if (over.length > 0) this.#resetOverrides(over.map(([flagKey]) => flagKey))
        else this.#awaitExpiry()
      },
      Math.min(Math.max(delayMs, 0), MAX_DELAY_MS),
    )
  }

  #changeContext(change: () => void): void {
    this.#change('context', this.#flags.keys(), change)
    this.#announce({ type: 'client-changed' })
  }

  /** Changes something, keeps what that changes as activity, and tells of it. */
  #change(cause: string, flagKeys: Iterable<string>, change: () => void): void {
    const keys = [...flagKeys]
    const before = keys.map((flagKey) => this.#outcome(flagKey))
    change()
    keys.forEach((flagKey, index) => {
      const after = this.#outcome(flagKey)
      if (JSON.stringify(before[index]) === JSON.stringify(after)) return
      this.#log.add({ kind: 'change', atMs: Date.now(), flagKey, cause, before: before[index], after })
    })
    this.#announce({ type: 'flags-changed', cause, flagKeys: keys })
    for (const observer of [...this.#observers]) observer()
  }

  #announce(event: ClientEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}
