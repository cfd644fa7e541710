import { expect, it } from 'vitest'
import { routeName } from './route-name.ts'

it.each([
  ['/halyard/v1/triggers/hyt_secret', '/halyard/v1/triggers/{secret}'],
  ['/halyard/v1/environments/production/flags/hero', '/halyard/v1/environments/{environment}/flags/{key}'],
  ['/ofrep/v1/evaluate/flags/hero', '/ofrep/v1/evaluate/flags/{key}'],
  ['/halyard/v1/health', '/halyard/v1/health'],
  ['/halyard/v1/tokens/hyt_secret', 'unknown'],
])('the route of %s is %s: nothing that somebody put into a path is in it', (path, name) => {
  expect(routeName(path)).toBe(name)
})
