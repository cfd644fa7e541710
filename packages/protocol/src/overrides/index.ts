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
