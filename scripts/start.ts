import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import getPort, { portNumbers } from 'get-port'
import pc from 'picocolors'
import { REPOSITORY, STATE } from './repository.ts'
import { buildExtension } from './start/extension-build.ts'
import { type ServiceLine, startFlagService } from './start/flag-service.ts'
import { openBrowser } from './start/open-browser.ts'
import { startWebServers } from './start/web-servers.ts'

const HELP = `Runs the flag service, the demo shop and the playground, and builds the DevTools extension.

  npx --yes pnpm@12 start [--browser]

  --browser   opens Chromium with the extension loaded and DevTools open
  --help      prints this

Flags are read from .halyard/flags.json; delete .halyard to begin anew. Ctrl-C ends everything.`

const PORTS = { service: 4870, playground: 4880, shop: 4890 }

const { values: options } = parseArgs({
  options: { browser: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
if (options.help) {
  console.log(HELP)
  process.exit(0)
}

const startedAt = performance.now()
const endings: (() => unknown)[] = []
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(0))

try {
  await start()
} catch (error) {
  console.error(`\n${pc.red('failed')}  ${(error as Error).message}`)
  await end(1)
}

async function start(): Promise<void> {
  const flagFile = prepareFlagFile()
  const building = buildExtension()
  const service = await startFlagService(flagFile, await freePort('flag service', PORTS.service), follow)
  endings.push(service.stop)
  step('flag service', service.url)

  const ports = {
    playground: await freePort('playground', PORTS.playground),
    shop: await freePort('demo shop', PORTS.shop),
  }
  const web = await startWebServers(service.url, ports)
  endings.push(web.stop)
  step('demo shop', web.shopUrl)
  step('playground', web.playgroundUrl)
  const extension = await building
  step('extension', relative(REPOSITORY, extension))
  if (options.browser) open(extension, [web.playgroundUrl, web.shopUrl])

  console.log(`
Ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Three things to try:

  1  Open ${pc.cyan(web.shopUrl)}, then give ${pc.bold('"announcement"')} the default variant
     ${pc.bold('"last-orders"')} in ${pc.bold(relative(REPOSITORY, flagFile))}: the page follows as soon as you save.
  2  Open ${pc.cyan(web.playgroundUrl)}: every variation of a flag, side by side.
  3  ${extensionHint(extension)}

${pc.dim('Ctrl-C ends everything.')}`)
}

function prepareFlagFile(): string {
  const flagFile = join(STATE, 'flags.json')
  mkdirSync(STATE, { recursive: true })
  if (!existsSync(flagFile)) copyFileSync(join(REPOSITORY, 'playground/shop/flags.json'), flagFile)
  return flagFile
}

async function freePort(name: string, wanted: number): Promise<number> {
  const port = await getPort({ host: '127.0.0.1', port: portNumbers(wanted, wanted + 9) })
  if (port !== wanted) note(`Port ${wanted} is taken, so the ${name} uses ${port}.`)
  return port
}

function open(extension: string, urls: readonly string[]): void {
  const browser = openBrowser(extension, urls, () => note('The browser was closed; everything else goes on.'))
  endings.push(browser.close)
  if (!browser.hasExtension)
    note('Google Chrome takes no extension from the command line: load it as step 3 says.')
}

function extensionHint(extension: string): string {
  return options.browser
    ? `Choose the ${pc.bold('Flags')} panel in DevTools, override a flag, and reload the page.`
    : `See and override flags in DevTools: start with ${pc.bold('--browser')}, or load ${pc.bold(relative(REPOSITORY, extension))} at chrome://extensions.`
}

function follow({ message, event }: ServiceLine): void {
  if (message) console.log(`${event === 'problem' ? pc.red('problem') : pc.dim('flags  ')} ${message}`)
}

function step(name: string, where: string): void {
  console.log(`${pc.green('ready')}   ${name.padEnd(13)} ${pc.cyan(where)}`)
}

function note(sentence: string): void {
  console.log(`${pc.yellow('note')}    ${sentence}`)
}

async function end(exitCode: number): Promise<void> {
  await Promise.allSettled(endings.splice(0).map((ending) => ending()))
  process.exit(exitCode)
}
