import { defineManifest } from '@crxjs/vite-plugin'
import { LOCAL_SITES } from './local-sites.ts'

/**
 * The frames that the content scripts run in: all of this machine's own pages, before any script of the page. Everywhere
 * else the person is asked first, site by site, and the worker registers the same scripts for what they allow.
 */
const EVERY_LOCAL_FRAME = {
  matches: [...LOCAL_SITES] as string[],
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
  run_at: 'document_start',
} as const

/** The browsers that it is built for: Chromium, with Chrome and Edge, and Firefox. */
export type BrowserKind = 'chromium' | 'firefox'

/** What each browser reads alone. In both, what the hook uses of a page is there: since these versions. */
const OF_BROWSER = {
  // `checkVisibility` with its options is the latest
  chromium: {
    minimum_chrome_version: '122',
    background: { service_worker: 'src/worker/worker.ts', type: 'module' as const },
  },
  // `window.navigation` is the latest
  firefox: {
    background: { scripts: ['src/worker/worker.ts'], type: 'module' as const },
    browser_specific_settings: {
      gecko: {
        id: 'flags@halyard',
        strict_min_version: '147.0',
        data_collection_permissions: { required: ['none' as const] },
      },
    },
  },
}

/**
 * The extension as a browser reads it. It asks for nothing but this machine's own pages when it is installed. `storage` keeps
 * what the reader saves: personas, starred flags, scenarios and snapshots.
 */
export const manifestFor = (browser: BrowserKind) =>
  defineManifest({
    manifest_version: 3,
    name: 'Halyard: feature flags',
    short_name: 'Halyard',
    description: 'See and override the feature flags of a page, in DevTools.',
    version: '0.1.0',
    ...OF_BROWSER[browser],
    icons: {
      16: 'src/icons/flag-16.png',
      32: 'src/icons/flag-32.png',
      48: 'src/icons/flag-48.png',
      128: 'src/icons/flag-128.png',
    },
    action: { default_title: 'Halyard: feature flags', default_popup: 'src/popup/popup.html' },
    permissions: ['scripting', 'storage'],
    optional_host_permissions: ['*://*/*'],
    devtools_page: 'src/devtools/devtools.html',
    content_scripts: [
      // The relay comes before the hook: it has to listen when that hands over its port. It takes the marker, where one is.
      { ...EVERY_LOCAL_FRAME, all_frames: false, world: 'ISOLATED', js: ['src/content/marker.iife.ts'] },
      { ...EVERY_LOCAL_FRAME, world: 'ISOLATED', js: ['src/content/relay.iife.ts'] },
      { ...EVERY_LOCAL_FRAME, world: 'MAIN', js: ['src/content/page-hook.iife.ts'] },
    ],
  })
