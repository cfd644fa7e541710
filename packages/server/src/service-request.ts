/**
 * A request, as far as a service reads it. Every `Request` is one. An adapter hands over no more than this: Node takes longer to
 * wrap a request up than the service to answer it.
 */
export interface ServiceRequest {
  readonly method: string
  /** The absolute address. */
  readonly url: string
  readonly headers: RequestHeaders
  /** What comes after the headers, piece by piece; `null` where the method has nothing there. */
  readonly body: AsyncIterable<Uint8Array> | null
}

/** The headers of a request. Several of one name are one text, with a comma and a blank in between. */
export type RequestHeaders = Pick<Headers, 'get'>
