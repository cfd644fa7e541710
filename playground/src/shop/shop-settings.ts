/** Where the shop finds its flags, and who may embed it to show its variations. */
export interface ShopSettings {
  readonly flagServiceUrl: string
  readonly playgroundOrigins: readonly string[]
}

/** The variables of the environment that set the shop up; Vite passes those that begin with `VITE_`. */
export interface ShopEnvironment {
  /** Base URL of the flag service. @default http://127.0.0.1:4870 */
  readonly VITE_FLAG_SERVICE_URL?: string
  /** Origins, separated by commas, that may embed the shop and assign flag values. @default the playground here */
  readonly VITE_PLAYGROUND_ORIGINS?: string
}

/**
 * Reads the shop's settings; what is not set has the value with which everything runs on one machine.
 *
 * @example readShopSettings({ VITE_PLAYGROUND_ORIGINS: 'https://a.test,https://b.test' })
 */
export function readShopSettings(environment: ShopEnvironment): ShopSettings {
  return {
    flagServiceUrl: environment.VITE_FLAG_SERVICE_URL || 'http://127.0.0.1:4870',
    playgroundOrigins: (environment.VITE_PLAYGROUND_ORIGINS || 'http://127.0.0.1:4880,http://localhost:4880')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
  }
}
