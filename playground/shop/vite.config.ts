import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // The playground's server runs beside this one, and two optimizers must not write into one folder.
  cacheDir: fileURLToPath(new URL('../node_modules/.vite/shop', import.meta.url)),
  plugins: [react()],
  // index.html lies in a root of its own, so that the shop is an origin of its own; its sources lie with the others.
  resolve: { alias: { '/src': fileURLToPath(new URL('../src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 4890, strictPort: false },
  optimizeDeps: {
    include: [
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      '@halyard/client > idb-keyval',
      '@halyard/client > eventsource-parser',
    ],
  },
  build: {
    outDir: fileURLToPath(new URL('../dist/shop', import.meta.url)),
    emptyOutDir: true,
    // A strict Content-Security-Policy knows no data: addresses.
    assetsInlineLimit: 0,
    // The first version with light-dark(), which the colours are written in.
    cssTarget: 'chrome123',
  },
})
