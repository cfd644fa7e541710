import { defineManifest } from '@crxjs/vite-plugin'

/** The frames that the content scripts run in: all of them, whatever their origin, before any script of the page. */
const EVERY_FRAME = {
  matches: ['<all_urls>'] as string[],
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
  run_at: 'document_start',
} as const

/**
 * The extension as Chrome reads it. `storage` keeps what the reader saves: personas, starred flags, scenarios and snapshots;
 * the background worker draws the toolbar icon's badge, and carries nothing else.
 */
export const manifest = defineManifest({
  manifest_version: 3,
  name: 'Halyard: feature flags',
  short_name: 'Halyard',
  description: 'See and override the feature flags of a page, in DevTools.',
  version: '0.1.0',
  // what the hook uses of a page is there since Chrome 122, checkVisibility's options latest
  minimum_chrome_version: '122',
  icons: {
    16: 'src/icons/flag-16.png',
    32: 'src/icons/flag-32.png',
    48: 'src/icons/flag-48.png',
    128: 'src/icons/flag-128.png',
  },
  action: { default_title: 'Halyard: feature flags', default_popup: 'src/popup/popup.html' },
  background: { service_worker: 'src/worker/override-badge.ts', type: 'module' },
  permissions: ['storage'],
  devtools_page: 'src/devtools/devtools.html',
  content_scripts: [
    // The relay comes first: it has to listen when the hook hands over its port.
    { ...EVERY_FRAME, world: 'ISOLATED', js: ['src/content/relay.iife.ts'] },
    { ...EVERY_FRAME, world: 'MAIN', js: ['src/content/page-hook.iife.ts'] },
  ],
})
