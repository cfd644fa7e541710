/** Where the scenes of an application are, and which flags they read. */
export interface ScenesOptions {
  /**
   * Globs of the files that export scenes, from Vite's root and within it.
   *
   * @default 'src/**\/*.scene.{ts,tsx,js,jsx,vue}'
   */
  readonly files?: string | readonly string[]
  /**
   * The module of the application that exports its client, as `client` or by default, from Vite's root.
   *
   * @default scenes have a client of their own
   */
  readonly client?: string
  /** The base URL of the flag service that a client of their own asks. @default it is served the plugin's flag file */
  readonly flagServiceUrl?: string
}
