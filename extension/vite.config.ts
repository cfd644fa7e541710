import { crx } from '@crxjs/vite-plugin'
import { preact } from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { type BrowserKind, manifestFor } from './src/manifest.ts'

export default defineConfig(({ mode }) => {
  const browser: BrowserKind = mode === 'firefox' ? 'firefox' : 'chromium'
  return {
    plugins: [
      preact(),
      crx({ manifest: manifestFor(browser), browser: browser === 'firefox' ? 'firefox' : 'chrome' }),
    ],
    build: {
      outDir: browser === 'firefox' ? 'dist-firefox' : 'dist',
      target: 'chrome122',
      // DevTools pages are not listed in the manifest, so the bundler has to be told of the panel.
      rollupOptions: { input: { panel: 'src/panel/panel.html' } },
    },
    server: { host: '127.0.0.1', strictPort: true, port: 5175 },
  }
})
