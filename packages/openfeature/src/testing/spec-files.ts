import type { FlagSet } from '@halyard/schema'

// Read by Vite, so that Chromium has them as well; none where the folder is not there.
const files: Readonly<Record<string, string>> = import.meta.glob(
  '../../../../../shared/conformance/openfeature-spec/**/*.{feature,flagd.json}',
  { query: '?raw', import: 'default', eager: true },
)

const textOf = (name: string): string =>
  Object.entries(files).find(([path]) => path.endsWith(`/${name}`))?.[1] ?? ''

/** Whether OpenFeature's specification lies beside this repository. */
export const isSpecAbsent = Object.keys(files).length === 0

/** The flags that lie beside the features. */
export const specFlagSet = JSON.parse(textOf('test-flags.flagd.json') || '{"flags":{}}') as FlagSet

/** A feature's text, such as that of `hooks`. */
export const specFeature = (name: string): string => textOf(`${name}.feature`)
