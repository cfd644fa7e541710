/** What {@link createEventStreamParser} tells. */
export interface EventStreamListener {
  /**
   * Takes an event that is complete.
   *
   * @param type the event's name, `message` where it has none.
   */
  onEvent(type: string, data: string): void
  /** Takes what the server asks to wait before it is connected to again, in milliseconds. */
  onRetry?(delayMs: number): void
}

/**
 * Creates a reader of server-sent events. What is not complete when the stream ends is dropped, as it must be.
 * Source: HTML Standard, section 9.2.6, "Interpreting an event stream"; event ids are not read, because Halyard's
 * events carry their revision in the data.
 *
 * @returns takes the next piece of the stream: decoded text without a byte order mark, cut anywhere.
 * @example
 * const feed = createEventStreamParser({ onEvent: (type, data) => take(type, data) })
 * feed('event: hello\ndata: {"revi')
 */
export function createEventStreamParser({ onEvent, onRetry }: EventStreamListener): (text: string) => void {
  let unfinished = ''
  let endedWithCr = false
  let type = ''
  let data: string | undefined

  function takeLine(line: string): void {
    if (line === '') {
      if (data !== undefined) onEvent(type || 'message', data)
      type = ''
      data = undefined
      return
    }
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
    if (field === 'data') data = data === undefined ? value : `${data}\n${value}`
    else if (field === 'event') type = value
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry?.(Number(value))
  }

  return (text) => {
    // A line that ended with the last piece may have been followed by the other half of its CR LF.
    const lines = (endedWithCr ? text.replace(/^\n/, '') : text).split(/\r\n?|\n/)
    if (text) endedWithCr = text.endsWith('\r')
    lines[0] = unfinished + lines[0]
    unfinished = lines.pop() ?? ''
    lines.forEach(takeLine)
  }
}
