import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { PANEL_DEPENDENCIES } from '../extension/panel-dependencies.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  // The shop's server runs beside this one, and two optimizers must not write into one folder.
  cacheDir: here('node_modules/.vite/playground'),
  // The panel is written for Preact: React's refresh has nothing to do there.
  plugins: [react({ exclude: [/\/node_modules\//, /\/extension\//] })],
  // covertable is packed for Node and asks for its global object, also in browsers.
  define: { global: 'globalThis' },
  server: { host: '127.0.0.1', port: 4880, strictPort: false },
  optimizeDeps: {
    include: [
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'lucide-react',
      'covertable',
      ...PANEL_DEPENDENCIES.map((name) => `@halyard/extension > ${name}`),
    ],
  },
  build: {
    outDir: here('dist/playground'),
    emptyOutDir: true,
    rollupOptions: {
      input: [here('index.html'), here('panel/index.html')],
    },
    // A strict Content-Security-Policy knows no data: addresses.
    assetsInlineLimit: 0,
    // The first version with light-dark(), which the tokens are written in.
    cssTarget: 'chrome123',
  },
})
