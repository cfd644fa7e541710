export { CONTEXT_STORAGE_KEY, formatContext, parseContext } from './context-record.ts'
export {
  FRAME_NAME_PREFIX,
  type FrameAppearance,
  type FrameAssignment,
  formatFrameName,
  parseFrameAssignment,
} from './frame-assignment.ts'
export {
  type FlagOverrides,
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  type OverrideEntry,
  type OverrideRecord,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from './override-record.ts'
