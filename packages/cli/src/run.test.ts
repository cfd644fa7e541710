import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { runHere } from './testing/run-here.ts'

describe('run', () => {
  it.each([
    [['valdate', 'x'], /unknown command 'valdate'\n\(Did you mean validate\?\)/],
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

  it.each([
    ...['', 'dev', 'serve', 'import', 'validate', 'types', 'token', 'flag', 'audit', 'export'],
    ...['explain', 'evaluate', 'trigger', 'report'],
  ])('explains "%s" with an example', async (command) => {
    const { exitCode, output } = await runHere(command ? [command, '--help'] : ['--help'])
    expect(exitCode).toBe(0)
    expect(output).toMatch(/Examples?:\n {2}\$ halyard/)
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
