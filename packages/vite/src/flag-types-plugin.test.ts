import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flagTypesOf } from '@halyard/schema/flag-types'
import { build, createLogger, createServer, type InlineConfig } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { temporaryFolder } from '../../server/src/testing/temporary-folder.ts'
import { halyard } from './halyard.ts'

const flagSet = (...flagKeys: string[]) => ({
  flags: Object.fromEntries(
    flagKeys.map((flagKey) => [flagKey, { state: 'ENABLED' as const, variants: { on: true, off: false } }]),
  ),
})
const broken = '{ "flags": { "a": { "state": "ON", "variants": { "on": true } } } }'

/** An application with a flag file beside its root. */
async function createApplication() {
  const folder = await temporaryFolder()
  const root = join(folder, 'app')
  await mkdir(root)
  const lines: { readonly level: 'info' | 'warn'; readonly text: string }[] = []
  const waiting = new Set<() => void>()
  const say = (level: 'info' | 'warn') => (text: string) => {
    lines.push({ level, text })
    for (const look of waiting) look()
  }
  const config: InlineConfig = {
    root,
    configFile: false,
    cacheDir: join(folder, 'cache'),
    customLogger: { ...createLogger(), info: say('info'), warn: say('warn') },
    plugins: [halyard({ flags: '../flags.json', devtools: false })],
  }
  await writeFile(join(root, 'index.html'), '<p>hello</p>')
  return {
    config,
    /** Waits until Vite has written a line that fits; each line is given once. */
    heard: (level: 'info' | 'warn', pattern: RegExp) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const index = lines.findIndex((line) => line.level === level && pattern.test(line.text))
          if (index < 0) return
          waiting.delete(look)
          resolve(lines.splice(index, 1)[0]?.text ?? '')
        }
        waiting.add(look)
        look()
      }),
    write: (text: string) => writeFile(join(folder, 'flags.json'), text),
    read: () => readFile(join(root, 'src/flags.d.ts'), 'utf8'),
  }
}

it('writes types when the server starts and whenever flags come or go, and keeps the good ones over a mistake', async () => {
  const { config, heard, write, read } = await createApplication()
  await write(JSON.stringify(flagSet('a')))
  const server = await createServer(config)
  onTestFinished(() => server.close())
  expect(await read()).toBe(flagTypesOf(flagSet('a')))
  await heard('info', /src\/flags\.d\.ts is written/)

  await write(JSON.stringify(flagSet('a', 'b')))
  await heard('info', /src\/flags\.d\.ts is written/)
  expect(await read()).toBe(flagTypesOf(flagSet('a', 'b')))

  await write(broken)
  const warning = await heard('warn', /state/)
  expect(warning).toMatch(/\.\.\/flags\.json:1:30 error in flags\.a\.state\n/)
  expect(warning).toMatch(
    /\n {2}to mend: .*\nsrc\/flags\.d\.ts stays as it is: mend \.\.\/flags\.json first\.$/,
  )
  expect(await read()).toBe(flagTypesOf(flagSet('a', 'b')))

  await write(JSON.stringify(flagSet('c')))
  await heard('info', /src\/flags\.d\.ts is written/)
  expect(await read()).toBe(flagTypesOf(flagSet('c')))
})

it('goes on after a restart', async () => {
  const { config, heard, write, read } = await createApplication()
  await write(JSON.stringify(flagSet('a')))
  const server = await createServer(config)
  onTestFinished(() => server.close())
  await heard('info', /src\/flags\.d\.ts is written/)
  await server.restart()
  await write(JSON.stringify(flagSet('b')))
  await heard('info', /src\/flags\.d\.ts is written/)
  expect(await read()).toBe(flagTypesOf(flagSet('b')))
})

it('lets the process end with its server', async () => {
  const { config, write } = await createApplication()
  await write(JSON.stringify(flagSet('a')))
  const program = `
    import { halyard } from '@halyard/vite'
    import { createServer } from 'vite'
    const server = await createServer({
      root: ${JSON.stringify(config.root)}, configFile: false, plugins: [halyard({ flags: '../flags.json', devtools: false })], logLevel: 'warn',
    })
    await server.restart()
    await server.close()
  `
  const args = ['--input-type=module', '--eval', program]
  const ended = await runCommand(process.execPath, args, { cwd: import.meta.dirname })
  expect(ended).toEqual({ exitCode: 0, output: '' })
})

it('follows nothing where Vite does not either', async () => {
  const { config, write, read, heard } = await createApplication()
  await write(broken)
  const server = await createServer({ ...config, server: { watch: null } })
  await heard('warn', /stays as it is/)
  await server.close()
  await expect(read()).rejects.toThrow('ENOENT')
})

it('writes types for a build, and lets a mistake in the flags not fail it', async () => {
  const { config, heard, write, read } = await createApplication()
  await write(JSON.stringify(flagSet('a')))
  await build(config)
  expect(await read()).toBe(flagTypesOf(flagSet('a')))
  await write(broken)
  await build(config)
  await heard('warn', /flags\.a\.state/)
  expect(await read()).toBe(flagTypesOf(flagSet('a')))
})
