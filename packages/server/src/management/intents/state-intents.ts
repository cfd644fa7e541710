import type { Flag } from '@halyard/schema'
import type { Intent } from './intent.ts'

/** Lets the flag answer again. */
export const enable: Intent = (flag) => ({ ...flag, state: 'ENABLED' })

/** The kill switch: everybody gets the fallback that the code gives, at once, whatever the rules say. */
export const disable: Intent = (flag) => ({ ...flag, state: 'DISABLED' })

/** Takes the flag out of what is served, and keeps it with its history. */
export const archive: Intent = (flag) => ({ ...flag, 'x-archived': true })

/** Undoes {@link archive}. */
export const restore: Intent = ({ 'x-archived': _, ...flag }: Flag) => flag
