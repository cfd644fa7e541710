import { describe, expect, it } from 'vitest'
import { readFlagReader } from './flag-reader.ts'

describe('who reads a flag', () => {
  it('is the component, not the hook that reads for it', () => {
    const reader = readFlagReader(`Error
    at http://localhost:5173/@fs/shop/packages/react/src/use-observed-flag.ts:18:18
    at mountSyncExternalStore (http://localhost:5173/node_modules/.vite/deps/react-dom_client.js?v=1:5110:24)
    at exports.useSyncExternalStore (http://localhost:5173/node_modules/.vite/deps/react.js?v=1:900:11)
    at useFlag (http://localhost:5173/src/flags.ts:3:1)
    at Hero (http://localhost:5173/src/hero.tsx?t=17:12:9)`)
    expect(reader).toMatchObject({ name: 'Hero', isComponent: true, location: 'src/hero.tsx:12:9' })
    expect(reader.stack.split('\n')).toHaveLength(5)
  })

  it('is the function that calls the client itself', () => {
    expect(readFlagReader('Error\n    at Object.showBanner (https://shop.example/app.js:4:2)')).toMatchObject(
      {
        name: 'showBanner',
        isComponent: false,
        location: 'app.js:4:2',
      },
    )
    expect(readFlagReader('showBanner@https://shop.example/app.js:4:2\n')).toMatchObject({
      name: 'showBanner',
    })
  })

  it('has no name where the code has none', () => {
    const reader = readFlagReader('Error\n    at https://shop.example/assets/index-a1.js:1:20480')
    expect(reader).toMatchObject({ name: null, location: 'assets/index-a1.js:1:20480' })
  })

  it.each(['', 'nonsense', '   at (((((', 'Error\n at <anonymous>'])('survives %j', (stack) => {
    expect(readFlagReader(stack)).toMatchObject({ name: null, isComponent: false })
  })
})
