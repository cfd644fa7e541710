export type { ExposureRecorder, TrackingDetails } from './exposure-recorder.ts'
export { type RecordExposuresOptions, recordExposures } from './record-exposures.ts'
