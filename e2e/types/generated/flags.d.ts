// Generated from a flag set by Halyard. Change the flags, not this file.
/* eslint-disable */
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
import type {} from '@halyard/client'

declare module '@halyard/client' {
  interface FlagTypes {
    /** Variants: off, on (default) */
    'Versand & Rückgabe': boolean
    /**
     * The new way to pay. It ends no comment: *\/ const broken = 1 /*
     *
     * Variants: off (default), on
     */
    checkout: boolean
    /** Variants: three, two (default) */
    columns: 2 | 3
    /** Variants: bold, classic (default), it's new */
    hero: 'bold' | 'classic' | 'it\'s new'
    /** Variants: dark, light (default) */
    theme: {
      readonly accent: string
      readonly contrast?: {
        readonly 'high-est': boolean
      }
      readonly steps: readonly number[]
    }
  }
}
