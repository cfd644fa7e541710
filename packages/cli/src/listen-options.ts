import { isIPv4 } from 'node:net'
import { type Command, InvalidArgumentError } from 'commander'

/** Where a command listens, as the command line says it. */
export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly insecurePublic?: true
  readonly json?: true
}

/** Gives a command the options of {@link ListenOptions}. */
export function addListenOptions(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to listen on; 0 takes any free one', parsePort, 4870)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--insecure-public', 'allow a host that other machines can reach, although nobody has to log in')
    .option('--json', 'print one JSON object per line')
}

/**
 * Refuses to open the service to other machines unless the person insists.
 *
 * @param remedy what to do instead of leaving `--host` away. @default nothing else helps
 * @throws Error that says why, and what to do instead.
 */
export function checkHost({ host, insecurePublic }: ListenOptions, remedy = ''): void {
  if (insecurePublic || isLoopback(host)) return
  throw new Error(
    `${host} may be reached from other machines, and nobody would have to log in: everybody there could read every flag and rule.\n` +
      `${remedy}Leave --host away to serve this machine only, or add --insecure-public if that is what you want.`,
  )
}

/** Whether only this machine can reach a host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65535) return port
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
}
