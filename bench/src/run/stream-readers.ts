import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Many clients of one server, each with a stream, in this process. */
export interface StreamReaders {
  /** How many streams are open. */
  readonly size: number
  /** Opens streams until there are so many. Rejects with Node's error where the machine allows no more. */
  open(count: number): Promise<void>
  /** Resolves once every stream has got something from now on: with the instant of the last, in milliseconds since 1970. */
  allReached(): Promise<number>
  close(): Promise<void>
}

const AT_ONCE = 100

/** Creates readers that look at no byte of what they get, so that the server is what takes the time. */
export function createStreamReaders({ hostname, port, host, pathname, search }: URL): StreamReaders {
  const sockets: Socket[] = []
  const buffer = Buffer.alloc(65_536)
  const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: de-CH,de;q=0.9\r\nOrigin: http://localhost:5173\r\nReferer: http://localhost:5173/\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36\r\n\r\n`
  let turn = 0
  let missing = 0
  let arrive = (_atMs: number): void => undefined

  async function openOne(): Promise<void> {
    let opened = (): void => undefined
    const isOpen = new Promise<void>((resolve) => (opened = resolve))
    let reachedIn = 0
    const callback = (): boolean => {
      opened()
      if (reachedIn !== turn) {
        reachedIn = turn
        missing -= 1
        if (missing === 0) arrive(performance.timeOrigin + performance.now())
      }
      return true
    }
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } })
    const failed = once(socket, 'close').then(() => Promise.reject(new Error('a stream ended')))
    await Promise.race([once(socket, 'connect'), failed])
    socket.write(request)
    await Promise.race([isOpen, failed])
    failed.catch(() => undefined)
    sockets.push(socket)
  }

  return {
    get size() {
      return sockets.length
    },
    async open(count) {
      while (sockets.length < count) {
        const missing = Math.min(AT_ONCE, count - sockets.length)
        await Promise.all(Array.from({ length: missing }, openOne))
      }
    },
    allReached() {
      turn += 1
      missing = sockets.length
      return new Promise((resolve) => (arrive = resolve))
    },
    async close() {
      const ended = sockets.splice(0).map(async (socket) => {
        const closed = once(socket, 'close')
        socket.destroy()
        await closed
      })
      await Promise.all(ended)
    },
  }
}
