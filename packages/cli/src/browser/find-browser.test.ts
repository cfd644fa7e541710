import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BrowserNotFoundError, findBrowser } from './find-browser.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-browsers-'))
  for (const [name, mode] of [
    ['microsoft-edge', 0o755],
    ['google-chrome', 0o755],
    ['notes.txt', 0o644],
  ] as const) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), mode)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('findBrowser', () => {
  it('takes CHROME_PATH before anything else', () => {
    const chosen = join(folder, 'microsoft-edge')
    expect(findBrowser({ PATH: folder, CHROME_PATH: chosen })).toBe(chosen)
  })

  it('says so when CHROME_PATH does not point to a program, rather than taking another one', () => {
    const find = () => findBrowser({ PATH: folder, CHROME_PATH: join(folder, 'notes.txt') })
    expect(find).toThrow(BrowserNotFoundError)
    expect(find).toThrow('Correct it or unset it')
  })

  it('prefers Chromium, which loads unpacked extensions, then Chrome, then Edge', () => {
    expect(findBrowser({ PATH: folder })).toBe(join(folder, 'google-chrome'))
  })

  it.runIf(process.platform === 'linux')('says what to do where there is none', () => {
    expect(() => findBrowser({ PATH: join(folder, 'nowhere') })).toThrow('Install one, or set CHROME_PATH')
  })
})
