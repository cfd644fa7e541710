export { CONTEXT_STORAGE_KEY, formatContext, parseContext } from './context-record.ts'
export {
  type FlagOverrides,
  FRAME_NAME_PREFIX,
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  type OverrideEntry,
  type OverrideRecord,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from './override-record.ts'
