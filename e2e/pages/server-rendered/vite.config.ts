import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: fileURLToPath(new URL('../../../playground/shop/public', import.meta.url)),
  // The server's part lies where no packages are.
  ssr: { noExternal: true },
  build: {
    rolldownOptions: {
      input: fileURLToPath(new URL('server-rendered.tsx', import.meta.url)),
      output: { entryFileNames: '[name].js' },
    },
  },
})
