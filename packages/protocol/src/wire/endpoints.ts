/** What begins all {@link ENDPOINTS}. A page's bundle needs no more of them: it carries the names of two. */
export const SERVICE_PATH = '/halyard/v1/'

/**
 * Paths below the service's base URL. They avoid the words that ad blockers look for
 * (`flags`, `events`, `track`).
 */
export const ENDPOINTS = {
  /** `GET`: the whole flag set as {@link Snapshot}, with an `ETag` that is the quoted revision. */
  snapshot: `${SERVICE_PATH}snapshot`,
  /** `GET`: server-sent events, see {@link StreamEvent}. `Last-Event-ID` resumes after a revision. */
  stream: `${SERVICE_PATH}stream`,
  /** `POST`: exposures and tracking events as {@link InsightBatch}; counted once, however often a batch arrives. */
  insights: `${SERVICE_PATH}tally`,
  /** `GET`: whether the service answers, and how many streams it holds, as {@link ServiceHealth}. */
  health: `${SERVICE_PATH}health`,
} as const

/** Paths for those who operate the service; no page asks for them. */
export const OPERATING_ENDPOINTS = {
  /** `GET`: 200 while the service can do all of its work, else 503 with the reason. Anybody may ask. */
  ready: `${SERVICE_PATH}ready`,
  /** `GET`: metrics in the text format of Prometheus, for those who may read the environment that is served. */
  metrics: `${SERVICE_PATH}metrics`,
} as const

/** The answer of {@link ENDPOINTS.health}. */
export interface ServiceHealth {
  readonly status: 'ok'
  readonly revision: string
  /** Open stream connections right now. */
  readonly streams: number
}
