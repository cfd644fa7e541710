import type { ShopEnvironment } from './shop/shop-settings.ts'

declare global {
  interface ImportMetaEnv extends ShopEnvironment {
    /** The page that the playground shows where its address names none. @default the shop on this machine */
    readonly VITE_SHOP_URL?: string
  }
}
