import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BROWSER_ARGUMENTS, findBrowser } from './scripts/browser/find-browser.ts'

const browserTests = '**/*.browser.test.{ts,tsx}'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'extension/src/**/*.test.ts',
            'playground/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: [browserTests, '**/node_modules/**'],
        },
      },
      {
        optimizeDeps: {
          include: [
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            '@testing-library/react',
            'idb',
            'eventsource-parser',
          ],
        },
        test: {
          name: 'browser',
          include: ['packages/*/src/**/*.browser.test.{ts,tsx}', 'playground/src/**/*.browser.test.{ts,tsx}'],
          exclude: ['**/node_modules/**'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        optimizeDeps: {
          include: [
            '@preact/signals',
            'axe-core',
            'lucide-preact',
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
          ],
        },
        root: 'extension',
        test: {
          name: 'panel',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 900, height: 600 },
            provider: playwright({
              launchOptions: { executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/src/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
