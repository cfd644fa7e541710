export type { FlagFileProblem } from '../flag-file/flag-file-problem.ts'
export { formatProblem } from '../flag-file/format-problem.ts'
export { type FlagTypesFollower, type FollowFlagTypesOptions, followFlagTypes } from './follow-flag-types.ts'
export { type FlagTypesFiles, type FlagTypesReport, writeFlagTypes } from './write-flag-types.ts'
