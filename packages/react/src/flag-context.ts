import type { FlagClient } from '@halyard/client'
import { createContext } from 'react'

/** Carries the client; it never changes when a flag does, so no consumer renders again because of it. */
export const FlagContext = createContext<FlagClient | null>(null)
