/** Whom a record is about, as far as the page told it. */
interface RecordSubject {
  readonly targetingKey?: string
  /** The attributes of the evaluation context that the page sent along, their values as text. */
  readonly context?: { readonly [attribute: string]: string }
}

/** One exposure, as it is kept for a while beside the counts. */
export interface ExposureRecord extends RecordSubject {
  readonly type: 'exposure'
  /** When somebody was shown the variant, in milliseconds since 1970. */
  readonly atMs: number
  readonly flagKey: string
  readonly variant: string
}

/** One tracking event, as it is kept for a while beside the counts; what else the page told about it is not kept. */
export interface TrackingRecord extends RecordSubject {
  readonly type: 'tracking'
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number
  readonly name: string
  readonly value?: number
}

/** One thing that a page told. */
export type InsightRecord = ExposureRecord | TrackingRecord
