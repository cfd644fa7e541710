import { describe, expect, it } from 'vitest'
import { operateService } from '../testing/operate-service.ts'

const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }

const flagSet = {
  flags: { checkout: toggle, banner: toggle },
  $evaluators: { staff: { '==': [{ var: 'role' }, 'staff'] } },
}

/** A service with flags in production and none in staging, and `halyard env` run against it. */
async function operate() {
  const { run } = await operateService(flagSet, ['--also', 'staging'])
  return (...env: readonly string[]) => run('env', ...env)
}

describe('halyard env', { timeout: 30_000 }, () => {
  it('lists, compares, copies and rolls back', async () => {
    const env = await operate()
    const listed = await env('list')
    expect(listed.output).toMatch(/production +2 +\w+\.1 +\d{4}-.* by .+\n/)
    expect(listed.output).toMatch(/staging +0 +\w+\.0 +never\n/)
    expect(JSON.parse((await env('list', '--json')).output)).toMatchObject([
      { name: 'production', flags: 2, lastChange: { action: 'import' } },
      { name: 'staging', flags: 0, lastChange: null },
    ])

    const compared = await env('compare', 'production', 'staging')
    expect(compared.output).toMatch(/^To be as production, staging needs 3 changes:\n/)
    expect(compared.output).toContain('  checkout: added (boolean, default off)\n')
    const dry = await env('copy', 'production', 'staging', '--dry-run')
    expect(dry.output).toMatch(/\$evaluators\.staff: added\nNothing was written\.\n/)
    expect(dry.output).not.toContain('To take it back')

    await env('copy', 'production', 'staging', '--flags', 'banner', '--reason', 'a try')
    const left = await env('compare', 'production', 'staging', '--json')
    expect(Object.keys(JSON.parse(left.output).changes.flags)).toEqual(['checkout'])
    const copied = await env('copy', 'production', 'staging')
    expect((await env('compare', 'production', 'staging')).output).toBe('staging is as production already.\n')

    const [, undo] = /^To take it back: halyard env (.+)$/m.exec(copied.output) ?? []
    expect(undo).toMatch(/^rollback staging \w+\.1$/)
    expect((await env(...String(undo).split(' '))).output).toMatch(/^checkout: removed\n/)
    const after = await env('compare', 'production', 'staging', '--json')
    expect(JSON.parse(after.output).changes).toEqual(JSON.parse(left.output).changes)
  })

  it('changes nothing where somebody else was first, and says what is wrong', async () => {
    const env = await operate()
    const start = JSON.parse((await env('list', '--json')).output)[1].revision
    await env('copy', 'production', 'staging')
    const conflict = await env('rollback', 'staging', start, '--if-match', start, '--json')
    expect([conflict.exitCode, conflict.output]).toEqual([3, ''])
    expect(JSON.parse(conflict.errors)).toMatchObject({
      error: { code: 'CONFLICT', other: { action: 'copy', author: 'admin' } },
    })
    for (const [words, message] of [
      [['copy', 'nowhere', 'staging'], /no environment nowhere/],
      [['copy', 'production', 'staging', '--flags', 'bannr'], /no flag bannr/],
      [['rollback', 'staging', 'other.1'], /way back to other\.1 is not known/],
    ] as const) {
      const refused = await env(...words)
      expect([words, refused.exitCode, refused.output]).toEqual([words, 1, ''])
      expect(refused.errors).toMatch(message)
    }
  })
})
