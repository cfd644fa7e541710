import { describe, expect, it, vi } from 'vitest'
import { INSPECTION } from '../inspection.ts'
import { swallowMicrotaskErrors } from '../testing/swallow-microtask-errors.ts'
import { createTestClient } from '../testing-client/create-test-client.ts'
import { FlagEvaluationError } from './flag-evaluation-error.ts'
import type { Hook, HookContext } from './hook.ts'
import { withHooks } from './with-hooks.ts'

const flags = { checkout: true, title: 'T', theme: { dark: true } }

/** A hook that writes its stages down, and throws in one of them. */
function noisy(name: string, stages: string[], failing?: keyof Hook): Hook {
  const enter = (stage: keyof Hook) => () => {
    stages.push(`${stage} ${name}`)
    if (stage === failing) throw new Error(`${stage} of ${name}`)
  }
  return {
    before: enter('before'),
    after: enter('after'),
    error: enter('error'),
    finally: enter('finally'),
  }
}

function read(...hooks: readonly Hook[]) {
  return withHooks(createTestClient({ flags, context: { targetingKey: 'u1' } }), hooks)
}

describe('stages', () => {
  it('run in the order of the hooks before the evaluation, and in the opposite one after it', () => {
    const stages: string[] = []
    expect(read(noisy('1', stages), noisy('2', stages)).get('checkout', false)).toBe(true)
    expect(stages).toEqual(['before 1', 'before 2', 'after 2', 'after 1', 'finally 2', 'finally 1'])
  })

  it('tell of an error in place of a result', () => {
    const stages: string[] = []
    const details = read(noisy('1', stages), noisy('2', stages)).details('missing', 'fallback')
    expect(details).toMatchObject({ value: 'fallback', reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' })
    expect(stages).toEqual(['before 1', 'before 2', 'error 2', 'error 1', 'finally 2', 'finally 1'])
  })

  it('are optional', () => {
    expect(read({}, { after: () => undefined }).get('title', '-')).toBe('T')
  })

  it('run at every read, whatever is remembered', () => {
    const stages: string[] = []
    const client = read(noisy('1', stages))
    client.get('checkout', false)
    client.details('checkout', false)
    expect(stages.filter((stage) => stage === 'before 1')).toHaveLength(2)
  })
})

describe('what hooks are told', () => {
  function told(stage: 'before' | 'after' | 'error' | 'finally', flagKey: string, fallback: string) {
    const hook = vi.fn()
    withHooks(
      createTestClient({ flags, context: { targetingKey: 'u1', plan: 'team' } }),
      [{ [stage]: hook }],
      { hints: { page: 'cart' } },
    ).get(flagKey, fallback)
    return hook.mock.calls[0] ?? []
  }
  const context = {
    flagKey: 'title',
    flagValueType: 'string',
    defaultValue: '-',
    context: { targetingKey: 'u1', plan: 'team' },
    providerMetadata: { name: 'halyard' },
    hookData: new Map(),
  }

  it('is the evaluation that begins, and the hints', () => {
    expect(told('before', 'title', '-')).toEqual([context, { page: 'cart' }])
  })

  it.each(['after', 'finally'] as const)('is its result, in %s', (stage) => {
    const details = { flagKey: 'title', value: 'T', variant: 'set', reason: 'STATIC' }
    expect(told(stage, 'title', '-')).toMatchObject([context, details, { page: 'cart' }])
  })

  it('is why it failed', () => {
    const [hookContext, error, hints] = told('error', 'checkout', '-')
    expect([hookContext, hints]).toEqual([{ ...context, flagKey: 'checkout' }, { page: 'cart' }])
    expect(error).toBeInstanceOf(FlagEvaluationError)
    expect(error).toMatchObject({ code: 'TYPE_MISMATCH', message: expect.stringContaining('checkout') })
  })

  it('cannot be changed', () => {
    const write = (change: (context: HookContext, hints: object) => void) => {
      const errors: unknown[] = []
      const error = (_: HookContext, thrown: unknown) => void errors.push(thrown)
      read({ before: change, error }).get('title', '-')
      return errors
    }
    expect(write((hook) => Object.assign(hook, { flagKey: 'other' }))).toHaveLength(1)
    expect(write((hook) => Object.assign(hook.context, { plan: 'free' }))).toHaveLength(1)
    expect(write((_, hints) => Object.assign(hints, { page: 'home' }))).toHaveLength(1)
  })

  it('can be remembered between the stages of one evaluation, each hook for itself', () => {
    const seen: unknown[] = []
    const remembering = (name: string): Hook => ({
      before({ hookData }) {
        seen.push(hookData.get('name'))
        hookData.set('name', name)
      },
      finally: ({ hookData }) => seen.push(hookData.get('name')),
    })
    const client = read(remembering('1'), remembering('2'))
    client.get('title', '-')
    client.get('title', '-')
    expect(seen).toEqual([undefined, undefined, '2', '1', undefined, undefined, '2', '1'])
  })
})

describe('a hook that throws', () => {
  it('before the evaluation ends it with the fallback', () => {
    const stages: string[] = []
    const client = read(noisy('1', stages, 'before'), noisy('2', stages))
    expect(client.details('checkout', false)).toMatchObject({
      value: false,
      reason: 'ERROR',
      errorCode: 'GENERAL',
      errorMessage: 'a hook of "checkout" failed: before of 1',
    })
    expect(client.details('checkout', false)).not.toHaveProperty('variant')
    expect(stages.slice(0, 5)).toEqual(['before 1', 'error 2', 'error 1', 'finally 2', 'finally 1'])
  })

  it('after the evaluation makes the fallback the value, and keeps the others from running', () => {
    const stages: string[] = []
    const finished = vi.fn()
    const client = read({ finally: finished }, noisy('1', stages), noisy('2', stages, 'after'))
    expect(client.get('title', '-')).toBe('-')
    expect(stages).toEqual([
      ...['before 1', 'before 2', 'after 2'],
      ...['error 2', 'error 1', 'finally 2', 'finally 1'],
    ])
    expect(finished.mock.calls[0]?.[1]).toMatchObject({ value: '-', errorCode: 'GENERAL' })
  })

  it.each(['error', 'finally'] as const)('in %s changes nothing, and the page hears of it', (stage) => {
    const thrown = swallowMicrotaskErrors()
    const stages: string[] = []
    const client = read(noisy('1', stages), noisy('2', stages, stage))
    const [flagKey, fallback] = stage === 'error' ? ['missing', '-'] : ['title', '-']
    expect(client.get(flagKey, fallback)).toBe(stage === 'error' ? '-' : 'T')
    expect(stages).toContain(`${stage} 1`)
    expect(stages).toContain('finally 1')
    expect(thrown).toEqual([new Error(`${stage} of 2`)])
  })

  it('gives the identical details until something changes', () => {
    const client = read({ before: () => expect.unreachable('always') })
    const details = client.details('title', '-')
    expect(client.details('title', '-')).toBe(details)
    client.set('title', 'U')
    expect(client.details('title', '-')).not.toBe(details)
  })
})

describe('the client with hooks', () => {
  it('is the client in everything else', () => {
    const client = createTestClient({ flags })
    const hooked = withHooks(client, [])
    expect(hooked.details('theme', {})).toBe(client.details('theme', hooked.get('theme', {})))
    const listener = vi.fn()
    hooked.subscribe('title', listener)
    client.set('title', 'U')
    expect(listener).toHaveBeenCalledTimes(1)
    expect([hooked.get('title', '-'), hooked.state.status, hooked.overrides]).toEqual([
      'U',
      'live',
      client.overrides,
    ])
    expect(INSPECTION in hooked).toBe(true)
  })

  it('runs them on a server for what is rendered there', () => {
    const before = vi.fn()
    const client = withHooks(createTestClient({ flags }), [{ before }])
    expect([client.hydrating('title', '-'), client.hydratingDetails('title', '-').value]).toEqual(['T', 'T'])
    expect(before).toHaveBeenCalledTimes(2)
  })

  it('leaves the client that was given as it is', () => {
    const before = vi.fn()
    const client = createTestClient({ flags })
    withHooks(client, [{ before }])
    client.get('title', '-')
    expect(before).not.toHaveBeenCalled()
  })
})
