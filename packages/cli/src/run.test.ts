import { createRequire } from 'node:module'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from './program.ts'
import { quietTerminal, runHere } from './testing/run-here.ts'

/** Every command there is, also those that help does not list. */
function commandPaths(
  command: Command,
  path: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly command: Command }[] {
  return [
    { path, command },
    ...command.commands.flatMap((child) => commandPaths(child, [...path, child.name()])),
  ]
}

describe('run', () => {
  it.each([
    [['valdate', 'x'], /unknown command 'valdate'\n\(Did you mean validate\?\)/],
    [['flag', 'rolout'], /unknown command 'rolout'\n\(Did you mean rollout\?\)/],
    [['completion', 'fish'], /'fish' is invalid for argument 'shell'. Allowed choices are bash, zsh/],
    [['flag', 'edit', 'a', '--expires', 'soon'], /Write a date, such as 2026-12-31/],
    [['validate'], /missing required argument 'file'/],
    [['dev', '--prot', '1'], /unknown option '--prot'\n\(Did you mean --port\?\)/],
    [['dev', '--port', 'eighty'], /A port is a whole number from 0 to 65535/],
    [['dev', '--port', '65536'], /A port is a whole number from 0 to 65535/],
    [['serve', '--allow-origin', 'app.example.com'], /is no origin. Write scheme, host and port/],
    [['dev', '--allow-origin', 'https://app.example.com/shop'], /is no origin/],
    [['serve', '--trust-proxy', 'loopback', '--trust-proxy', 'nginx'], /an address or a network/],
    [['serve', '--rate-limit', '-1'], /whole number from 0 on/],
    [['serve', '--max-connections', '0'], /whole number from 1 on/],
    [['serve', '--log', 'xml'], /Allowed choices are text, json/],
    [['serve', '--log', 'json', '--json'], /'--log <format>' cannot be used with option '--json'/],
    [['serve', '--keep-records', '401'], /a whole number of days from 0 to 400/],
    [['report', 'usage', '--by', 'week'], /Allowed choices are hour, day, period/],
    [['report', 'usage', '--csv', '--json'], /'--csv' cannot be used with option '--json'/],
    [['types', '--watch', '--check'], /'--watch' cannot be used with option '--check'/],
    [[], /Usage: halyard/],
  ])('ends with 2 for %j, and says what would be right', async (words, message) => {
    const { exitCode, errors, output } = await runHere(words)
    expect([exitCode, output]).toEqual([2, ''])
    expect(errors).toMatch(message)
  })

  it.each(commandPaths(createProgram(quietTerminal, () => undefined)).map(({ path }) => [path]))(
    'explains %j, and says what it ends with',
    async (path) => {
      const { exitCode, output } = await runHere([...path, '--help'])
      expect(exitCode).toBe(0)
      expect(output).toMatch(/Ends with:\n {2}0 {3}it is done\n {2}1 .*\n {2}2 .*\n {2}3 /)
      if (path.length < 2) expect(output).toMatch(/Examples?:\n {2}\$ halyard/)
    },
  )

  it('has --json and a summary on every command', () => {
    const commands = commandPaths(createProgram(quietTerminal, () => undefined))
    expect(commands.length).toBeGreaterThan(30)
    const leaves = commands.filter(({ command }) => command.commands.length === 0)
    const bare = leaves.filter(({ command }) => !command.options.some(({ long }) => long === '--json'))
    expect(bare.map(({ path }) => path.join(' '))).toEqual([])
    expect(commands.filter(({ path, command }) => path.length > 0 && !command.summary())).toEqual([])
  })

  it('tells programs what failed as JSON, too', async () => {
    const { exitCode, output, errors } = await runHere(['flag', 'list', '--url', 'nowhere', '--json'])
    expect([exitCode, output]).toEqual([1, ''])
    expect(JSON.parse(errors)).toEqual({
      error: { message: expect.stringContaining('nowhere is no address of a service. Write --url') },
    })
  })

  it('tells its version', async () => {
    const { version } = createRequire(import.meta.url)('../package.json')
    expect(await runHere(['--version'])).toEqual({ exitCode: 0, output: version, errors: '' })
  })

  it.each(['serve', 'dev'])(
    'refuses to let %s reach other machines without being told to',
    async (command) => {
      for (const host of ['0.0.0.0', '::', '192.168.1.5', 'flags.example.com']) {
        const { exitCode, errors } = await runHere([command, '--host', host])
        expect(exitCode).toBe(1)
        expect(errors).toContain('nobody would have to log in')
        expect(errors).toContain('--insecure-public')
        if (command === 'serve') expect(errors).toContain('halyard token create admin')
      }
    },
  )
})
