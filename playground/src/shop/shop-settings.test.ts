import { expect, it } from 'vitest'
import { readShopSettings } from './shop-settings.ts'

it('runs on one machine when nothing is set', () => {
  expect(readShopSettings({})).toEqual({
    flagServiceUrl: 'http://127.0.0.1:4870',
    playgroundOrigins: ['http://127.0.0.1:4880', 'http://localhost:4880'],
  })
})

it('takes several origins, and spaces between them', () => {
  const { playgroundOrigins } = readShopSettings({
    VITE_PLAYGROUND_ORIGINS: 'https://a.test, https://b.test,',
  })
  expect(playgroundOrigins).toEqual(['https://a.test', 'https://b.test'])
})
