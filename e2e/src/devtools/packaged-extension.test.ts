import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { parseSync, Visitor } from 'oxc-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageExtension } from '../../../scripts/packing/package-extension.ts'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { runFolder } from '../browser/run-folder.ts'
import { startPageServer } from '../support/page-server.ts'
import { samplePage } from './sample-page.ts'

let zip: Uint8Array
let files: ReadonlyMap<string, Uint8Array>

beforeAll(async () => {
  zip = readFileSync(await packageExtension(runFolder('extension')))
  files = new Map(Object.entries(unzipSync(zip)))
})

const named = (ending: string) => [...files].filter(([path]) => path.endsWith(ending))

describe('the file for the stores', () => {
  it('is the same, byte for byte, whenever it is made of the same source', async () => {
    // Everything else that a clone on another day would differ in.
    utimesSync(join(await buildExtension(), 'src/content/relay.iife.js'), new Date(), new Date())
    expect(Buffer.compare(readFileSync(await packageExtension(runFolder('extension'))), zip)).toBe(0)
  })

  it('holds everything that its manifest and its pages name, and no types or maps', () => {
    const pages = named('.html').flatMap(([path, bytes]) =>
      [...strFromU8(bytes).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) =>
        new URL(target ?? '', `https://extension/${path}`).href.replace('https://extension/', ''),
      ),
    )
    const wanted = [...pathsIn(JSON.parse(strFromU8(files.get('manifest.json') as Uint8Array))), ...pages]
    expect(wanted.length).toBeGreaterThan(8)
    expect(wanted.filter((path) => !files.has(path))).toEqual([])
    expect([...files.keys()].filter((path) => /\.d\.ts$|\.map$|\.tsx?$/.test(path))).toEqual([])
  })

  it('has no code that comes from elsewhere, or is made of text', () => {
    expect(named('.html').filter(([, bytes]) => /<script[^>]*>[^<]|\bon\w+=/.test(strFromU8(bytes)))).toEqual(
      [],
    )
    const found = named('.js').flatMap(([path, bytes]) => foreignCode(path, strFromU8(bytes)))
    expect(named('.js').length).toBeGreaterThan(3)
    expect(found).toEqual([])
  })

  it.each([
    'eval("1")',
    'globalThis.eval("1")',
    'new Function("a")',
    'Function("a")',
    'setTimeout("a", 1)',
    'import("https://cdn.example/a.js")',
    'import(name)',
    'import("./" + name)',
    'import "https://cdn.example/a.js"',
    'importScripts("a.js")',
  ])('would be caught with %s in it', (code) => expect(foreignCode('a.js', code)).toHaveLength(1))

  it('is an extension that Chromium loads, and its panel works', async () => {
    const folder = mkdtempSync(join(runFolder('extension'), 'unpacked-'))
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    await using server = await startPageServer()
    server.serve('/', { body: samplePage() })
    await using launched = await launchBrowser({ extension: folder })
    const page = await launched.browser.newPage()
    await page.goto(`${server.origin}/`)
    const { panel } = await openFlagsPanel(page)
    await panel.locator('[aria-label="Override new-checkout"]').click()
    await panel.waitForSelector('.row-overridden')
    await launched.close()
    rmSync(folder, { recursive: true })
  })
})

/** What an import names: a text, a template, or anything else. */
interface ImportSource {
  readonly value?: unknown
  readonly expressions?: readonly unknown[]
  readonly quasis?: readonly { readonly value: { readonly cooked: string | null } }[]
}

/** Every file that a part of a manifest names. */
function pathsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return /^[\w./-]+\.(?:js|html|png|css)$/.test(part) ? [part] : []
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(pathsIn) : []
}

/** Calls that run text as code, and imports of what is not in the package. */
function foreignCode(path: string, text: string): readonly string[] {
  const found: string[] = []
  const report = ({ start }: { start: number }) =>
    void found.push(`${path}: ${text.slice(start, start + 80)}`)
  const judgeImport = ({ start, source }: { start: number; source: object | null }) => {
    const { value, expressions, quasis } = (source ?? {}) as ImportSource
    // A chunk's name may be a template without any expression.
    const name = value ?? (expressions?.length === 0 ? quasis?.[0]?.value.cooked : '')
    if (source && !/^\.{1,2}\//.test(String(name))) report({ start })
  }
  new Visitor({
    CallExpression(node) {
      const {
        callee,
        arguments: [first],
      } = node
      const name = callee.type === 'Identifier' ? callee.name : nameOfGlobal(callee)
      if (/^(?:eval|Function|importScripts)$/.test(name)) report(node)
      const isText = first?.type === 'Literal' && typeof first.value === 'string'
      if (/^set(?:Timeout|Interval)$/.test(name) && (isText || first?.type === 'TemplateLiteral'))
        report(node)
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Function') report(node)
    },
    ImportExpression: judgeImport,
    ImportDeclaration: judgeImport,
    ExportAllDeclaration: judgeImport,
    ExportNamedDeclaration: judgeImport,
  }).visit(parseSync(path, text).program)
  return found
}

/** `eval` for `globalThis.eval`; what DevTools calls so evaluates in the inspected page, which is no part of this. */
function nameOfGlobal(callee: object): string {
  const { object, property } = callee as { object?: { name?: string }; property?: { name?: string } }
  return /^(?:globalThis|window|self)$/.test(object?.name ?? '') ? (property?.name ?? '') : ''
}
