import { type ConnectionOptions, type HttpListener, listen, type OperatedService } from '@halyard/server'

/** How many ports are tried before giving up. */
const MAX_ATTEMPTS = 100

/**
 * Listens on a port, or on the next one that is free.
 *
 * @param wanted 0 takes any free one.
 * @throws Error when the host is not this machine's, or none of the next 100 ports is free.
 * @example (await listenOnFreePort(service, { host: '127.0.0.1', port: 4870 })).port // 4871, while 4870 is taken
 */
export async function listenOnFreePort(
  service: OperatedService,
  { port: wanted, ...options }: ConnectionOptions & { readonly host: string; readonly port: number },
): Promise<HttpListener> {
  const { host } = options
  const last = Math.min(wanted + MAX_ATTEMPTS, 65536) - 1
  for (let port = wanted; port <= last; port++) {
    try {
      // asked for by opening it: a port that was only looked at may be gone a moment later
      return await listen(service, { ...options, port })
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE') continue
      const remedies: Record<string, string> = {
        EACCES: 'Choose a --port from 1024 on.',
        EADDRNOTAVAIL: 'Choose a --host that belongs to this machine, such as 127.0.0.1.',
        ENOTFOUND: 'Choose a --host that exists, such as 127.0.0.1.',
      }
      throw new Error(
        `cannot listen on ${host} port ${port}: ${message}. ${remedies[code ?? ''] ?? ''}`.trim(),
      )
    }
  }
  throw new Error(`the ports ${wanted} to ${last} of ${host} are all taken. Choose another one with --port.`)
}
