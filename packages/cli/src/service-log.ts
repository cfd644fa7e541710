import type { ObservedAnswer, ObservedWrite } from '@halyard/server'
import type { Terminal } from './terminal.ts'

/** How a command that serves flags tells what happens. */
export interface ServiceLogOptions {
  /** One JSON object per event, for scripts that started the command. */
  readonly json?: true
  /** Who reads: people, or what collects logs. @default 'text' */
  readonly log?: 'text' | 'json'
  /** Whether each request has a line, too. Only where logs are collected. */
  readonly logRequests?: true
}

/** Tells what a service does. */
export interface ServiceLog {
  /** @param details for programs. @param text for people. */
  say(event: string, details: { readonly [name: string]: unknown }, text: string): void
  problem(error: Error): void
  /** Tells of attempts to write, where logs are collected. */
  wrote(write: ObservedWrite): void
  /** Tells of answers, where they have lines. */
  answered(answer: ObservedAnswer): void
}

/**
 * Opens the log of a service. Lines that are collected name level, time and event; no line holds a secret: paths are those
 * that a route has, not those that somebody asked for.
 */
export async function openServiceLog(options: ServiceLogOptions, terminal: Terminal): Promise<ServiceLog> {
  return options.log === 'json' ? openCollectedLog(options, terminal) : openPlainLog(options, terminal)
}

/** A log for the terminal, or for a script that started the command. */
export function openPlainLog(
  { json }: Pick<ServiceLogOptions, 'json'>,
  { print, warn }: Terminal,
): ServiceLog {
  return {
    say: json
      ? (event, details) => print(JSON.stringify({ event, ...details }))
      : (_event, _details, text) => print(text),
    problem: ({ message }) => warn(`error: ${message}`),
    wrote: nothing,
    answered: nothing,
  }
}

async function openCollectedLog(
  { logRequests }: ServiceLogOptions,
  { print, nowMs }: Terminal,
): Promise<ServiceLog> {
  // most commands never need it
  const { pino } = await import('pino')
  const logger = pino(
    {
      base: null,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(nowMs()).toISOString()}"`,
    },
    { write: (line) => print(line.trimEnd()) },
  )
  return {
    // what changed is in the audit log; here it would make lines as long as the flags
    say: (event, { changes: _, ...details }) => logger.info({ event, ...details }),
    problem: ({ message }) => logger.error({ event: 'problem', message }),
    wrote(write) {
      const isDone = write.outcome === 'written' || write.outcome === 'unchanged'
      logger[isDone ? 'info' : 'warn']({ event: 'write', ...write })
    },
    answered: logRequests
      ? (answer) => logger[answer.status < 500 ? 'info' : 'error']({ event: 'request', ...answer })
      : nothing,
  }
}

const nothing = (): void => undefined
