/** What a file of scenes may say about them, as its export `scene`. */
export interface SceneOptions {
  /** What people call it. @default made of the file's name */
  readonly title?: string
  /** What its components are given. @default {} */
  readonly props?: { readonly [name: string]: unknown }
  /** The size that it is meant for, in CSS pixels. Minimum: 1. Maximum: 10,000. @default the playground's */
  readonly viewport?: { readonly width: number; readonly height: number }
}
