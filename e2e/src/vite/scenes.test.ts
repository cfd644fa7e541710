import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSceneList, SCENES_PATH } from '@halyard/protocol/scenes'
import { halyard } from '@halyard/vite'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { developScenes, type SceneApplication } from './scene-application.ts'

let launched: LaunchedBrowser

beforeAll(async () => {
  launched = await launchBrowser()
})

afterAll(() => launched?.close())

const REACT = `import { useFlag } from '@halyard/react'
export const scene = { title: 'Greeting', props: { name: 'Ada' }, viewport: { width: 390, height: 844 } }
export default function Greeting({ name }) {
  return <p>{useFlag('greeting', 'nothing')}, {name}</p>
}
export const Loud = ({ name }) => <p>{useFlag('greeting', 'nothing').toUpperCase()}, {name}</p>
export const notAComponent = 1
`

const PREACT = `/** @jsxImportSource preact */
import { useFlag } from '@halyard/preact'
export default () => <p>{useFlag('greeting', 'nothing')} by Preact</p>
`

const VUE = `import { useFlag } from '@halyard/vue'
import { h } from 'vue'
export default { setup: () => { const greeting = useFlag('greeting', 'nothing'); return () => h('p', greeting.value + ' by Vue') } }
`

const PLAYGROUND = 'http://127.0.0.1:4880'

async function openScene({ origin }: SceneApplication, id: string) {
  const page = await launched.browser.newPage()
  onTestFinished(() => page.close())
  const errors = watchForErrors(page)
  await page.goto(`${origin}/@halyard/scene/${id}`)
  return { page, frame: page.mainFrame(), errors }
}

it('lists what files export, each with the framework that draws it', async () => {
  const { ask, origin } = await developScenes({
    'src/greeting.scene.tsx': REACT,
    'src/by preact.scene.jsx': PREACT,
    'src/parts/vueGreeting.scene.ts': VUE,
    'src/other.tsx': REACT,
    'src/broken.scene.ts': 'export default (',
  })
  const answer = await ask(SCENES_PATH, PLAYGROUND)
  expect(parseSceneList(await answer.json(), origin)).toEqual([
    {
      id: 'src/broken.scene.ts',
      title: 'Broken',
      file: 'src/broken.scene.ts',
      url: `${origin}/@halyard/scene/src/broken.scene.ts`,
      framework: 'preact',
    },
    {
      id: 'src/by preact.scene.jsx',
      title: 'By preact',
      file: 'src/by preact.scene.jsx',
      url: `${origin}/@halyard/scene/src/by%20preact.scene.jsx`,
      framework: 'preact',
    },
    ...['', ':Loud'].map((name) => ({
      id: `src/greeting.scene.tsx${name}`,
      title: `Greeting${name && ': Loud'}`,
      file: 'src/greeting.scene.tsx',
      url: `${origin}/@halyard/scene/src/greeting.scene.tsx${name}`,
      framework: 'react',
      viewport: { width: 390, height: 844 },
    })),
    {
      id: 'src/parts/vueGreeting.scene.ts',
      title: 'Vue greeting',
      file: 'src/parts/vueGreeting.scene.ts',
      url: `${origin}/@halyard/scene/src/parts/vueGreeting.scene.ts`,
      framework: 'vue',
    },
  ])
})

it('tells the list to pages of the allowed playgrounds alone', async () => {
  const { ask } = await developScenes(
    { 'src/greeting.scene.tsx': REACT },
    { devtools: { allowOrigins: ['https://playground.example'] } },
  )
  const allowed = async (origin: string) =>
    (await ask(SCENES_PATH, origin)).headers.get('access-control-allow-origin')
  expect(await allowed('https://playground.example')).toBe('https://playground.example')
  expect(await allowed(PLAYGROUND)).toBeNull()
  expect(await allowed('https://elsewhere.example')).toBeNull()
})

it('draws each scene with its framework and the flags of the flag file', async () => {
  const application = await developScenes({
    'src/greeting.scene.tsx': REACT,
    'src/by preact.scene.jsx': PREACT,
    'src/vue.scene.ts': VUE,
  })
  for (const [id, text] of [
    ['src/greeting.scene.tsx', 'Welcome, Ada'],
    ['src/greeting.scene.tsx:Loud', 'WELCOME, Ada'],
    ['src/by%20preact.scene.jsx', 'Welcome by Preact'],
    ['src/vue.scene.ts', 'Welcome by Vue'],
  ] as const) {
    const { frame, errors } = await openScene(application, id)
    await whenShown(frame, 'p', text)
    expect(errors).toEqual([])
  }
})

it('shows what is saved without loading the page anew, also where a part of the component was saved', async () => {
  const part = (text: string) => `export const Part = () => <p>${text}</p>\n`
  const scene = (text: string) =>
    `import { Part } from './part.tsx'\nexport default () => <main><h1>${text}</h1><Part /></main>\n`
  const application = await developScenes({
    'src/a.scene.tsx': scene('One'),
    'src/part.tsx': part('first'),
    'package.json': '{"dependencies":{"react":"*"}}',
  })
  const { page, frame, errors } = await openScene(application, 'src/a.scene.tsx')
  await whenShown(frame, 'h1', 'One')
  await page.evaluate('globalThis.isSame = true')
  application.write('src/a.scene.tsx', scene('Two'))
  await whenShown(frame, 'h1', 'Two')
  application.write('src/part.tsx', part('second'))
  await whenShown(frame, 'p', 'second')
  expect(await page.evaluate('globalThis.isSame')).toBe(true)
  expect(errors).toEqual([])
})

it('takes the client that a module of the application exports', async () => {
  const application = await developScenes(
    {
      'src/greeting.scene.tsx': REACT,
      'src/flags.ts': `import { createFlagClient, staticSource } from '@halyard/client'
export const client = createFlagClient({ source: staticSource({ flags: {
  greeting: { state: 'ENABLED', variants: { own: 'Ahoy' }, defaultVariant: 'own' },
} }) })\n`,
    },
    { scenes: { client: 'src/flags.ts' } },
  )
  const { frame } = await openScene(application, 'src/greeting.scene.tsx')
  await whenShown(frame, 'p', 'Ahoy, Ada')
})

const WRONG: readonly (readonly [what: string, file: string, text: string, said: RegExp])[] = [
  [
    'throws while it is drawn, by React',
    'react',
    `import 'react'\nexport default () => { throw new Error('no kites') }\n`,
    /no kites/,
  ],
  [
    'throws while it is drawn, by Preact',
    'preact',
    `import 'preact'\nexport default () => { throw new Error('no kites') }\n`,
    /no kites/,
  ],
  [
    'throws while it is drawn, by Vue',
    'vue',
    `import 'vue'\nexport default { setup() { throw new Error('no kites') } }\n`,
    /no kites/,
  ],
  [
    'throws while its module runs',
    'react',
    `throw new Error('no kites')\nexport default () => 'drawn'\n`,
    /no kites/,
  ],
  ['exports no component', 'react', 'export const nothing = 1\n', /exports no component/],
  [
    'says nothing that can be read',
    'react',
    `export const scene = 7\nexport default () => 'drawn'\n`,
    /`scene` of src\/wrong\.scene\.ts is not/,
  ],
  ['imports what is not there', 'react', `import './missing.ts'\nexport default () => 'drawn'\n`, /fails/],
]

it.each(WRONG)(
  'says so where a scene %s, and shows it once that is mended',
  async (_, framework, text, said) => {
    const application = await developScenes({
      'src/wrong.scene.ts': text,
      'package.json': JSON.stringify({ dependencies: { [framework]: '*' } }),
    })
    const { page } = await openScene(application, 'src/wrong.scene.ts')
    await page.waitForFunction(
      (text) => document.querySelector('[role=alert]')?.textContent?.match(text),
      {},
      said.source,
    )
    const mended = framework === 'vue' ? `{ setup: () => () => 'mended' }` : `() => 'mended'`
    application.write('src/wrong.scene.ts', `export default ${mended}\n`)
    await page.waitForFunction(() => document.querySelector('main')?.textContent === 'mended')
  },
)

it('shows a scene once a part of it is mended that its framework replaces by itself', async () => {
  const part = (body: string) => `import.meta.hot?.accept()\nexport const part = () => { ${body} }\n`
  const application = await developScenes({
    'src/whole.scene.ts': `import { part } from './part.ts'\nexport default () => part()\n`,
    'src/part.ts': part(`throw new Error('no kites')`),
    'package.json': '{"dependencies":{"react":"*"}}',
  })
  const { page } = await openScene(application, 'src/whole.scene.ts')
  await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent?.includes('no kites'))
  application.write('src/part.ts', part(`return 'mended'`))
  await page.waitForFunction(() => document.querySelector('main')?.textContent === 'mended')
})

it('says where a module that was to export the client exports none', async () => {
  const files = { 'src/greeting.scene.tsx': REACT, 'src/flags.ts': 'export const flags = {}\n' }
  const application = await developScenes(files, { scenes: { client: 'src/flags.ts' } })
  const { page } = await openScene(application, 'src/greeting.scene.tsx')
  await page.waitForFunction(() =>
    document.querySelector('[role=alert]')?.textContent?.includes('src/flags.ts exports no flag client'),
  )
})

it('says where the flag file is none', async () => {
  const application = await developScenes({ 'src/greeting.scene.tsx': REACT, 'flags.json': '{' })
  const { page } = await openScene(application, 'src/greeting.scene.tsx')
  await page.waitForFunction(() =>
    document.querySelector('[role=alert]')?.textContent?.includes('no flag client without flags.json'),
  )
})

it('says which packages an application lacks to draw a scene', async () => {
  const files = {
    'src/plain.scene.ts': 'export default { render: () => null }\n',
    'package.json': '{"dependencies":{"vue":"*"}}',
  }
  // The playground knows Vue, and not its binding.
  const application = await developScenes(files, {}, {}, 'playground')
  const { page } = await openScene(application, 'src/plain.scene.ts')
  await page.waitForFunction(() =>
    document
      .querySelector('[role=alert]')
      ?.textContent?.includes('no @halyard/vue, which this scene is drawn with'),
  )
})

it('says what a scene that nobody exports is not', async () => {
  const { ask } = await developScenes({ 'src/greeting.scene.tsx': REACT })
  for (const id of ['src/gone.scene.tsx', 'src/greeting.scene.tsx:Gone', '%', '..%2f..%2fflags.json']) {
    const answer = await ask(`/@halyard/scene/${id}`)
    expect([id, answer.status]).toEqual([id, 404])
  }
})

it('serves scenes below a base, and their list at the root of the origin as well', async () => {
  const application = await developScenes({ 'src/greeting.scene.tsx': REACT }, {}, { base: '/shop/' })
  const lists = await Promise.all(
    [SCENES_PATH, `/shop${SCENES_PATH}`].map(async (path) =>
      parseSceneList(await (await application.ask(path)).json(), application.origin),
    ),
  )
  expect(lists[0]?.[0]?.url).toBe(`${application.origin}/shop/@halyard/scene/src/greeting.scene.tsx`)
  expect(lists[1]).toEqual(lists[0])
  const page = await launched.browser.newPage()
  onTestFinished(() => page.close())
  await page.goto(lists[0]?.[0]?.url ?? '')
  await whenShown(page.mainFrame(), 'p', 'Welcome, Ada')
})

it('leaves no trace in a build', async () => {
  const { folder } = await developScenes({
    'src/greeting.scene.tsx': REACT,
    'src/main.ts': `document.title = 'built'\n`,
    'index.html': '<script type="module" src="/src/main.ts"></script>',
  })
  await build({ root: folder, configFile: false, logLevel: 'warn', plugins: [halyard({ types: false })] })
  const built = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  expect(built.join()).toContain('built')
  expect(built.join()).not.toMatch(/halyard|scene/i)
})
