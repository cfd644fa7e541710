import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewTrigger, TriggerStore } from '../trigger-store.ts'

/** A trigger that stops the flag `checkout` in production. */
export const KILL: NewTrigger = {
  environment: 'production',
  name: 'kill',
  flagKey: 'checkout',
  intent: 'disable',
  input: {},
  reason: 'too many errors',
  createdBy: 'ada',
  createdAtMs: 1_700_000_000_000,
  expiresAtMs: null,
}

/** The suite that every {@link TriggerStore} passes. */
export function describeTriggerStore(name: string, open: () => TriggerStore | Promise<TriggerStore>): void {
  describe(`${name} keeps the trigger store contract`, () => {
    let store: TriggerStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const issue = (trigger: Partial<NewTrigger> = {}): string => store.issue({ ...KILL, ...trigger }) ?? ''
    const unused = { useCount: 0, lastUsedAtMs: null }

    it('finds a trigger by the secret that it was given, and by no other', () => {
      const ramp = { name: 'ramp', intent: 'rollout', input: { weights: { on: 10 } }, expiresAtMs: 2e12 }
      const [kill, rollout] = [issue(), issue(ramp)]
      expect(store.find(kill)).toEqual({ ...KILL, ...unused })
      expect(store.find(rollout)).toEqual({ ...KILL, ...ramp, ...unused })
      for (const wrong of ['', 'kill', `${kill}a`, kill.slice(0, -1), kill.toUpperCase()]) {
        expect(store.find(wrong)).toBeUndefined()
      }
    })

    it('gives secrets that nobody guesses: 256 bits, none of them twice', () => {
      const secrets = Array.from({ length: 50 }, (_, index) => issue({ name: `${index}` }))
      expect(new Set(secrets).size).toBe(50)
      for (const secret of secrets) expect(secret).toMatch(/^halyard_tr_[\w-]{43}$/)
    })

    it('takes a name once in each environment', () => {
      const secret = issue()
      expect(store.issue({ ...KILL, flagKey: 'banner' })).toBeUndefined()
      expect(store.find(secret)?.flagKey).toBe('checkout')
      expect(store.find(issue({ environment: 'staging' }))?.environment).toBe('staging')
    })

    it('counts uses, of one trigger and no other', () => {
      const secrets = [issue(), issue({ name: 'other' }), issue({ environment: 'staging' })]
      store.recordUse('production', 'kill', 5000)
      store.recordUse('production', 'kill', 7000)
      const uses = secrets
        .map((secret) => store.find(secret))
        .map((found) => [found?.useCount, found?.lastUsedAtMs])
      expect(uses).toEqual([
        [2, 7000],
        [0, null],
        [0, null],
      ])
    })

    it('lists those of an environment by name, and no secret', () => {
      const secrets = ['b', 'a', '__proto__'].map((name) => issue({ name }))
      issue({ name: 'elsewhere', environment: 'staging' })
      const listed = store.list('production')
      expect(listed.map(({ name }) => name)).toEqual(['__proto__', 'a', 'b'])
      expect(listed[1]).toEqual({ ...KILL, name: 'a', ...unused })
      for (const secret of secrets) expect(JSON.stringify(listed)).not.toContain(secret)
      expect(store.list('nowhere')).toEqual([])
    })

    it('finds what was revoked no more, and takes its name again', () => {
      const [secret, elsewhere] = [issue(), issue({ environment: 'staging' })]
      expect([store.revoke('production', 'kill'), store.revoke('production', 'kill')]).toEqual([true, false])
      expect(store.find(secret)).toBeUndefined()
      expect(store.find(elsewhere)?.environment).toBe('staging')
      const next = issue()
      expect([store.find(secret), store.find(next)?.name]).toEqual([undefined, 'kill'])
    })
  })
}
