import { halyard } from '@halyard/vite'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [halyard()] })
