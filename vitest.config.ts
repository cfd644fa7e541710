import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { PANEL_DEPENDENCIES } from './extension/panel-dependencies.ts'
import { BROWSER_ARGUMENTS, findBrowser } from './packages/cli/src/browser/find-browser.ts'

const browserTests = '**/*.browser.test.{ts,tsx}'

/** For tests of the React binding, with whichever React. */
const reactDependencies = {
  include: [
    'react',
    'react-dom',
    'react-dom/client',
    'react-dom/server',
    'react/jsx-dev-runtime',
    '@testing-library/react',
  ],
  exclude: ['dom-accessibility-api', 'eventsource-parser', 'idb', 'idb-keyval'],
}

/** For tests of the Preact binding, with whichever Preact. */
const preactDependencies = {
  include: [
    '@preact/signals',
    '@testing-library/preact',
    'preact',
    'preact/hooks',
    'preact/jsx-dev-runtime',
    'preact-render-to-string',
  ],
  exclude: ['eventsource-parser', 'idb', 'idb-keyval'],
}

const react18 = (name: string) =>
  fileURLToPath(new URL(`packages/react/node_modules/${name}-18`, import.meta.url))

/** Projects of their own run these. */
const PREACT_TESTS = 'packages/preact/src/**/*.browser.test.{ts,tsx}'
const OPENFEATURE_TESTS = 'packages/openfeature/src/**/*.browser.test.ts'

const preact10 = fileURLToPath(new URL('packages/preact/node_modules/preact-10', import.meta.url))

/** A browser of its own for each project: Vitest writes into what it is given. */
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] } }),
  instances: [{ browser: 'chromium' as const }],
})

// A dependency that Vite meets only while tests run makes it load the page anew, in the middle of them. So every one is
// named: `include` for those it has to convert, `exclude` for those that browsers can load as they are.
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
            'bench/src/**/*.test.ts',
          ],
          exclude: [browserTests, '**/node_modules/**'],
        },
      },
      {
        define: {
          __VUE_OPTIONS_API__: 'true',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
        },
        optimizeDeps: {
          ...reactDependencies,
          include: [...reactDependencies.include, 'vue', 'vue/server-renderer', '@testing-library/vue'],
        },
        test: {
          name: 'browser',
          env: { REACT_MAJOR: '19' },
          include: ['packages/*/src/**/*.browser.test.{ts,tsx}'],
          exclude: [PREACT_TESTS, OPENFEATURE_TESTS],
          browser: chromium(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        cacheDir: 'node_modules/.vite/react-18',
        resolve: { alias: { react: react18('react'), 'react-dom': react18('react-dom') } },
        optimizeDeps: reactDependencies,
        test: {
          name: 'react-18',
          env: { REACT_MAJOR: '18' },
          include: ['packages/react/src/**/*.browser.test.{ts,tsx}'],
          browser: chromium(),
          sequence: { groupOrder: 4 },
        },
      },
      {
        root: 'packages/preact',
        optimizeDeps: preactDependencies,
        test: {
          name: 'preact',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: chromium(),
          sequence: { groupOrder: 5 },
        },
      },
      {
        root: 'packages/preact',
        cacheDir: 'node_modules/.vite/preact-10',
        // The path of a folder knows no exports, and version 10 has this one elsewhere.
        resolve: {
          alias: [
            { find: 'preact/jsx-dev-runtime', replacement: `${preact10}/jsx-runtime` },
            { find: /^preact(?=$|\/)/, replacement: preact10 },
          ],
        },
        optimizeDeps: preactDependencies,
        test: {
          name: 'preact-10',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: chromium(),
          sequence: { groupOrder: 6 },
        },
      },
      {
        root: 'packages/openfeature',
        // The specification's features lie beside the repository.
        server: { fs: { allow: ['../..', '../../../shared/conformance'] } },
        optimizeDeps: {
          include: [
            '@cucumber/cucumber-expressions',
            '@cucumber/gherkin',
            '@cucumber/messages',
            '@openfeature/core',
            '@openfeature/web-sdk',
          ],
          exclude: ['eventsource-parser', 'idb', 'idb-keyval'],
        },
        test: {
          name: 'openfeature',
          include: ['src/**/*.browser.test.ts'],
          browser: chromium(),
          sequence: { groupOrder: 7 },
        },
      },
      {
        root: 'extension',
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        optimizeDeps: {
          include: ['axe-core', ...PANEL_DEPENDENCIES],
        },
        test: {
          name: 'panel',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: { ...chromium(), viewport: { width: 900, height: 600 } },
          sequence: { groupOrder: 2 },
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
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
