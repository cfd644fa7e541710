import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runHalyard, temporaryFolder } from '../testing/halyard-process.ts'
import { operateService } from '../testing/operate-service.ts'

const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const flagSet = {
  flags: {
    checkout: { ...toggle, targeting: { if: [{ $ref: 'crew' }, 'on'] } },
    sale: { ...toggle, targeting: { if: [{ '<': [{ var: '$flagd.timestamp' }, 4_070_908_800] }, 'on'] } },
    hidden: { ...toggle, 'x-visibility': 'server' },
    stopped: { ...toggle, state: 'DISABLED' },
    faulty: { ...toggle, targeting: { if: [true, 'blue'] } },
    old: { ...toggle, 'x-archived': true },
  },
  $evaluators: { crew: { '==': [{ var: 'plan' }, 'crew'] } },
}
const crew = ['--context', '{"targetingKey":"customer-7","plan":"crew"}']

/** Runs `halyard` where the flags lie in a file. */
async function besideFile() {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'flags.json'), JSON.stringify(flagSet))
  return (...words: readonly string[]) => runHalyard([...words, '--file', 'flags.json'], folder)
}

it('lists what a customer of a running service has, and why', { timeout: 60_000 }, async () => {
  const { run } = await operateService(flagSet)
  const listed = await run('explain', ...crew)
  expect(listed).toMatchObject({ exitCode: 0, errors: '' })
  expect(listed.output.split('\n').map((line) => line.trimEnd())).toEqual([
    '  flag      value       variant  reason           for      until (UTC)',
    '  checkout  true        on       TARGETING_MATCH  pages',
    '  sale      true        on       TARGETING_MATCH  pages    2099-01-01 00:00:00',
    '  hidden    false       off      STATIC           servers',
    '  stopped   (fallback)           DISABLED         pages',
    '  faulty    (fallback)           GENERAL          pages',
    '',
  ])
  const one = await run('explain', ...crew, '--flag', 'checkout')
  expect(one.output).toContain('\n\ncheckout\n  "on" because crew.\n    crew is true\n')
  expect(one.output).not.toContain('sale')
  expect((await run('explain', ...crew, '--why')).output).toMatch(/\nstopped\n {2}The fallback, because/)
  const { revision, flags } = JSON.parse((await run('explain', ...crew, '--json')).output)
  expect([revision, flags[0].tree.operator]).toEqual([expect.stringMatching(/\.1$/), 'if'])
})

it('evaluates a flag of a running service', { timeout: 60_000 }, async () => {
  const { run } = await operateService(flagSet)
  expect(await run('evaluate', 'checkout', ...crew)).toEqual({
    exitCode: 0,
    output: 'true\nTARGETING_MATCH: "on" because crew.\n',
    errors: '',
  })
  const unknown = await run('evaluate', 'chekout', ...crew)
  expect([unknown.exitCode, unknown.errors]).toEqual([1, expect.stringContaining('no flag chekout')])
  expect((await run('evaluate', 'old', ...crew)).errors).toContain('old is archived')
})

it('does the same with the flags of a file', { timeout: 60_000 }, async () => {
  const halyard = await besideFile()
  expect((await halyard('explain', ...crew)).output).toMatch(/checkout +true +on +TARGETING_MATCH +pages\n/)
  const outcomes = ['checkout', 'stopped', 'faulty', 'nowhere'].map(async (key) => {
    const { exitCode, output, errors } = await halyard('evaluate', key, ...crew)
    return [exitCode, ...output.trimEnd().split('\n'), errors.trimEnd()]
  })
  expect(await Promise.all(outcomes)).toEqual([
    [0, 'true', 'TARGETING_MATCH: "on" because crew.', ''],
    [4, '(the fallback of the code)', 'DISABLED: The fallback, because the flag is disabled.', ''],
    [
      1,
      '(the fallback of the code)',
      'GENERAL: The fallback: The flag "faulty" targets no variant: blue.',
      '',
    ],
    [1, '', expect.stringMatching(/^error: flags.json has no flag nowhere/)],
  ])
  const { output } = await halyard('evaluate', 'sale', ...crew, '--json')
  expect(JSON.parse(output)).toEqual({
    key: 'sale',
    value: true,
    variant: 'on',
    reason: 'TARGETING_MATCH',
    errorCode: null,
    nextChangeAtMs: 4_070_908_800_000,
  })
})

it('says what is wrong with a context or a file', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'broken.json'), '{"flags":{"a":{}}}')
  for (const [context, message] of [
    ['{"plan":', /"context" is no JSON object/],
    ['{"targetingKey":7}', /"context.targetingKey" is no text/],
  ] as const) {
    const refused = await runHalyard(['evaluate', 'a', '--context', context, '--file', 'broken.json'], folder)
    expect([refused.exitCode, refused.output]).toEqual([2, ''])
    expect(refused.errors).toMatch(message)
  }
  const broken = await runHalyard(['explain', '--context', '{}', '--file', 'broken.json'], folder)
  expect([broken.exitCode, broken.output]).toEqual([1, ''])
  expect(broken.errors).toMatch(/broken.json:1:/)
  expect((await runHalyard(['explain'], folder)).errors).toMatch(/required option '--context <json>'/)
})
