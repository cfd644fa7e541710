import { parseJson } from '@halyard/protocol/wire'
import { explainFlags } from '../explain/explain-flags.ts'
import { readContext } from '../read-context.ts'
import type { Call, Handler, Reply } from './call.ts'
import { type Problem, problem } from './problem.ts'

/** `GET …/explain?context=&flag=`: what every flag is for a context, and why. */
export const explainByAddress: Handler = (call) => {
  const text = call.query.get('context')
  if (text === null) {
    return problem('INVALID_INPUT', 'there is no "context". Send one such as {"targetingKey":"user-7"}.')
  }
  const context = parseJson(text)
  return context === undefined
    ? problem('INVALID_INPUT', `"context" is no JSON: ${text}`)
    : explainTo(call, context, call.query.get('flag') ?? undefined)
}

/** `POST …/explain`: `{ context, flag? }`, for contexts that are too long for an address, or nobody's business in its log. */
export const explainByBody: Handler = (call) => {
  const { context, flag } = call.body
  return flag === undefined || typeof flag === 'string'
    ? explainTo(call, context, flag)
    : problem('INVALID_INPUT', '"flag" is no text.')
}

async function explainTo(
  { store, nowMs }: Call,
  value: unknown,
  flagKey: string | undefined,
): Promise<Reply | Problem> {
  const context = readContext(value)
  if (typeof context === 'string') return problem('INVALID_INPUT', context)
  const { revision, flagSet } = store.authored()
  const explained = await explainFlags(flagSet, context, { flagKey, nowMs })
  if (flagKey === undefined || explained.flags.length > 0) {
    return { body: { revision, atMs: nowMs, ...explained }, version: revision }
  }
  return problem(Object.hasOwn(flagSet.flags, flagKey) ? 'FLAG_ARCHIVED' : 'FLAG_NOT_FOUND', flagKey)
}
