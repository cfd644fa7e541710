import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // The shop's server runs beside this one, and two optimizers must not write into one folder.
  cacheDir: fileURLToPath(new URL('node_modules/.vite/playground', import.meta.url)),
  plugins: [react()],
  // covertable is packed for Node and asks for its global object, also in browsers.
  define: { global: 'globalThis' },
  server: { host: '127.0.0.1', port: 4880, strictPort: false },
  optimizeDeps: {
    include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'lucide-react', 'covertable'],
  },
  build: {
    outDir: fileURLToPath(new URL('dist/playground', import.meta.url)),
    emptyOutDir: true,
    // A strict Content-Security-Policy knows no data: addresses.
    assetsInlineLimit: 0,
    // The first version with light-dark(), which the tokens are written in.
    cssTarget: 'chrome123',
  },
})
