export {
  type FlagOverrides,
  FRAME_NAME_PREFIX,
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  parseOverrides,
} from './override-record.ts'
