import {
  type ConnectionOptions,
  createRateLimit,
  type OperatingOptions,
  parseOrigin,
  parseProxies,
} from '@halyard/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ServiceLogOptions } from './service-log.ts'

/** What bounds a service, and how it tells what it does, as the command line says it. */
export interface OperatingChoices extends ServiceLogOptions {
  readonly allowOrigin?: readonly string[]
  readonly trustProxy?: readonly string[]
  /** Requests per second for each address; 0 for as many as it likes. */
  readonly rateLimit: number
  readonly maxConnections: number
  readonly maxConnectionsPerAddress: number
}

/** Gives a command the option that lets in the pages of some origins only. */
export function addOriginOption(command: Command): Command {
  return command.option(
    '--allow-origin <origin...>',
    'let in pages of these origins only, such as https://app.example.com (default: all)',
    collect(parseOrigin),
  )
}

/** Gives a command the options of {@link OperatingChoices}. */
export function addOperatingOptions(command: Command): Command {
  return addOriginOption(command)
    .option(
      '--trust-proxy <address...>',
      'believe the X-Forwarded-… headers of these addresses or networks',
      collect((address) => parseProxies([address])),
    )
    .option(
      '--rate-limit <number>',
      'requests per second that each address may send, ten times as many at once; 0: any',
      parseCount,
      200,
    )
    .option('--max-connections <number>', 'connections that may be open', parseBound, 20_000)
    .option(
      '--max-connections-per-address <number>',
      'connections that each address may have open',
      parseBound,
      1000,
    )
    .addOption(
      new Option('--log <format>', 'what to print: text for people, json for what collects logs')
        .choices(['text', 'json'])
        .default('text')
        .conflicts('json'),
    )
    .addOption(
      new Option('--log-requests', 'a line for each request, too; with --log json').implies({ log: 'json' }),
    )
}

/** What these choices mean for the service and for its socket. */
export function boundsOf({
  allowOrigin,
  trustProxy = [],
  rateLimit: perSecond,
}: OperatingChoices): Required<
  Pick<OperatingOptions, 'allowedOrigins' | 'rateLimit'> & Pick<ConnectionOptions, 'trustedProxies'>
> {
  return {
    allowedOrigins: allowOrigin,
    trustedProxies: trustProxy,
    rateLimit: perSecond > 0 ? createRateLimit({ burst: 10 * perSecond, perSecond }) : undefined,
  }
}

/** Collects what an option names several times, and refuses what cannot be read before anything is opened. */
function collect(read: (text: string) => unknown) {
  return (text: string, earlier: readonly string[] = []): readonly string[] => {
    try {
      read(text)
      return [...earlier, text]
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}

function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('This is a whole number from 0 on.')
}

function parseBound(text: string): number {
  const bound = parseCount(text)
  if (bound > 0) return bound
  throw new InvalidArgumentError('This is a whole number from 1 on.')
}
