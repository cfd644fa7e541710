import { join } from 'node:path'

/** The folder that holds the clone. */
export const REPOSITORY = join(import.meta.dirname, '..')

/**
 * The one folder that runs write to: demo state, browser profiles, test artefacts. Ignored by git, safe to delete.
 * `HALYARD_STATE` names another one.
 */
export const STATE = process.env.HALYARD_STATE ?? join(REPOSITORY, '.halyard')
