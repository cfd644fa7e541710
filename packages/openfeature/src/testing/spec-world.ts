import type { EvaluationContext, EvaluationDetails, FlagValue, JsonValue } from '@openfeature/core'
import type { ContextLevel, DetailsMethod, SpecFlag, SpecHook, SpecSubject } from './spec-subject.ts'

const METHODS: Readonly<Record<string, DetailsMethod>> = {
  boolean: 'getBooleanDetails',
  string: 'getStringDetails',
  integer: 'getNumberDetails',
  float: 'getNumberDetails',
  object: 'getObjectDetails',
}

/** A hook that was called, and with what. */
export interface HookCall {
  readonly hook: string
  readonly stage: keyof SpecHook
  readonly details?: EvaluationDetails<FlagValue> | undefined
}

/** What the steps of one scenario share. */
export class SpecWorld {
  readonly subject: SpecSubject
  readonly contexts = new Map<ContextLevel, EvaluationContext>()
  readonly calls: HookCall[] = []
  readonly hooks: SpecHook[] = []
  type = ''
  flag: SpecFlag | undefined
  details: EvaluationDetails<FlagValue> | undefined
  pending: Promise<void> | undefined
  levels: ContextLevel[] = []
  entries = new Map<string, unknown>()

  constructor(subject: SpecSubject) {
    this.subject = subject
  }

  ask(type: string, flagKey: string, fallback: JsonValue): void {
    this.type = type.toLowerCase()
    this.flag = { method: METHODS[this.type] ?? 'getObjectDetails', flagKey, fallback }
  }

  async evaluate(): Promise<void> {
    if (!this.flag) throw new Error('no flag was asked for')
    this.details = await this.subject.evaluate(this.flag, this.contexts, this.hooks)
  }

  /** A value of the type that the flag was asked for with. */
  typed(text: string): JsonValue {
    return typedValue(this.type, text)
  }

  addContext(level: ContextLevel, entry: EvaluationContext): void {
    this.contexts.set(level, { ...this.contexts.get(level), ...entry })
  }

  addHook(name: string): void {
    const note = (stage: keyof SpecHook, details?: EvaluationDetails<FlagValue>): void =>
      void this.calls.push({ hook: name, stage, details })
    this.hooks.push({
      before: () => note('before'),
      after: (_, details) => note('after', details),
      error: () => note('error'),
      finally: (_, details) => note('finally', details),
    })
  }
}

/** What a text in a feature stands for. */
export function typedValue(type: string, text: string): JsonValue {
  return type.toLowerCase() === 'string' ? text : (JSON.parse(text) as JsonValue)
}
