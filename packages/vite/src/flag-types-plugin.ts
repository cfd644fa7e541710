import { resolve } from 'node:path'
import {
  type FlagTypesFiles,
  type FlagTypesFollower,
  type FlagTypesReport,
  followFlagTypes,
  formatProblem,
  writeFlagTypes,
} from '@halyard/server/flag-types'
import type { Environment, Logger, Plugin } from 'vite'

/** A terminal has room for so many problems; `halyard validate` tells all. */
const MAX_SHOWN = 5

/**
 * Keeps the types of a flag file. It follows the file by itself, not through Vite, whose watcher knows no file outside
 * of the root, and announces what an editor has only half written.
 */
export function flagTypesPlugin(names: FlagTypesFiles): Plugin {
  let files = names
  // A server that restarts is there twice for a moment, and may have the same plugin both times.
  const followers = new Map<Environment, FlagTypesFollower>()
  let logger: Logger
  let isBuild = false

  const onReport = (report: FlagTypesReport) => tell(names, report, logger)
  const onError = ({ message }: Error) => logger.warn(`[halyard] ${message}`)

  return {
    name: 'halyard:types',
    configResolved(config) {
      files = { flags: resolve(config.root, names.flags), types: resolve(config.root, names.types) }
      logger = config.logger
      isBuild = config.command === 'build'
    },
    async configureServer({ config, environments }) {
      // whoever runs without a watcher, as tests do, wants nothing followed
      if (config.server.watch === null) await writeFlagTypes(files).then(onReport, onError)
      else followers.set(environments.client, await followFlagTypes({ ...files, onReport, onError }))
    },
    async buildStart() {
      if (!isBuild) return
      if (this.meta.watchMode) this.addWatchFile(files.flags)
      await writeFlagTypes(files).then(onReport, onError)
    },
    async buildEnd() {
      await followers.get(this.environment)?.close()
      followers.delete(this.environment)
    },
  }
}

function tell({ flags, types }: FlagTypesFiles, report: FlagTypesReport, logger: Logger): void {
  const { status, problems, omittedProblems } = report
  const more = Math.max(problems.length - MAX_SHOWN, 0) + omittedProblems
  const lines = [
    ...problems.slice(0, MAX_SHOWN).map((problem) => formatProblem(flags, problem)),
    ...(more > 0 ? [`… and ${more} more in ${flags}.`] : []),
    ...(status === 'faulty' ? [`${types} stays as it is: mend ${flags} first.`] : []),
  ]
  if (lines.length > 0) logger.warn(`[halyard] ${lines.join('\n')}`, { timestamp: true })
  if (status === 'written') logger.info(`[halyard] ${types} is written from ${flags}.`, { timestamp: true })
}
