import { expect, it } from 'vitest'
import { isLocalSite } from './local-sites.ts'

it.each(['http://localhost:5173/', 'https://shop.localhost/', 'http://127.0.0.1/', 'http://[::1]:80/'])(
  'knows that %s is this machine',
  (url) => expect(isLocalSite(new URL(url).hostname)).toBe(true),
)

it.each([
  'https://localhost.example/',
  'https://notlocalhost/',
  'http://127.0.0.1.example/',
  'http://10.0.0.1/',
])('knows that %s is not', (url) => expect(isLocalSite(new URL(url).hostname)).toBe(false))
