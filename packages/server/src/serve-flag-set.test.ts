import type { Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { serveFlagSet } from './serve-flag-set.ts'
import { toggle } from './testing/flag-store-contract.ts'

const secret: Flag = { ...toggle('on'), targeting: { $ref: 'partners' }, 'x-visibility': 'server' }
const open: Flag = { ...toggle('off'), targeting: { if: [{ and: [{ $ref: 'crew' }] }, 'on'] } }
const $evaluators = {
  partners: { in: [1, [1]] },
  crew: { '!': { $ref: 'guests' } },
  guests: true,
  unused: true,
}

describe('serveFlagSet', () => {
  it('serves a set as it is where all of it can be', () => {
    const set: FlagSet = { flags: { open }, $evaluators: { crew: true } }
    expect(serveFlagSet(set)).toBe(set)
  })

  it('keeps from browsers what is for servers, and the rules that only that needs', () => {
    const set: FlagSet = { flags: { open, secret }, $evaluators }
    expect(serveFlagSet(set)).toEqual({
      flags: { open },
      $evaluators: { crew: $evaluators.crew, guests: true },
    })
    const { 'x-visibility': _, ...told } = secret
    expect(serveFlagSet(set, 'server')).toEqual({ flags: { open, secret: told }, $evaluators })
  })

  it('takes a visibility that nobody knows for a secret', () => {
    const odd = { ...open, 'x-visibility': 'none' } as unknown as Flag
    expect(serveFlagSet({ flags: { odd } }).flags).toEqual({})
  })

  it('serves no archived flag, and tells nobody what is for those who manage', () => {
    const managed: Flag = { ...toggle('on'), 'x-management': { owner: 'ada' }, 'x-archived': false }
    const set: FlagSet = { flags: { managed, old: { ...toggle('on'), 'x-archived': true } } }
    for (const audience of ['client', 'server'] as const) {
      expect(serveFlagSet(set, audience)).toEqual({ flags: { managed: toggle('on') } })
    }
  })

  it('lowers prerequisites and releases, and meets none that depends on what a browser must not see', () => {
    const child: Flag = { ...open, 'x-prerequisites': [{ flag: 'secret', variants: ['on'] }] }
    const released: Flag = { ...toggle('off'), 'x-release': { rollout: { slices: [['on', 1]] } } }
    const served = serveFlagSet({ flags: { child, secret, released }, $evaluators })
    expect(JSON.stringify(served)).not.toContain('partners')
    expect(served.flags.released).toEqual({ ...toggle('off'), targeting: 'on' })
    expect(served.flags.child).not.toHaveProperty('x-prerequisites')
    expect(served.flags.child?.targeting).toMatchObject({ if: [{ in: [{}, []] }, open.targeting, null] })
  })
})
