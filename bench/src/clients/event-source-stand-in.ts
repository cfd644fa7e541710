/** Stands in for the browser's `EventSource`, so that a page knows the instant at which an SDK gets a message. */
export class EventSourceStandIn extends EventTarget {
  static readonly OPEN = 1
  /** The one that was opened last. */
  static last: EventSourceStandIn | undefined
  readonly readyState = EventSourceStandIn.OPEN
  readonly url: string
  onopen: ((event: Event) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null

  constructor(url: string | URL) {
    super()
    this.url = String(url)
    EventSourceStandIn.last = this
  }

  /**
   * Hands a message to whoever opened the last one.
   *
   * @throws Error when nobody did.
   */
  static deliver(type: string, data: string): void {
    if (!EventSourceStandIn.last) throw new Error('no SDK has opened an event stream')
    EventSourceStandIn.last.dispatchEvent(new MessageEvent(type, { data }))
  }

  close(): void {
    if (EventSourceStandIn.last === this) EventSourceStandIn.last = undefined
  }
}
