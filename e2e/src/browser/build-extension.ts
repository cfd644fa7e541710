import { fileURLToPath } from 'node:url'
import { build } from 'vite'

let building: Promise<string> | undefined

/**
 * Builds the extension, once per process however often it is called.
 *
 * @returns the folder of the unpacked extension.
 * @example await launchBrowser({ extension: await buildExtension() })
 */
export function buildExtension(): Promise<string> {
  building ??= buildInto(fileURLToPath(new URL('../../../extension', import.meta.url)))
  return building
}

async function buildInto(root: string): Promise<string> {
  await build({ root, logLevel: 'error' })
  return `${root}/dist`
}
