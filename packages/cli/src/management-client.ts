import { isJsonObject } from '@halyard/schema'
import type { Terminal } from './terminal.ts'

/** Where a running service is asked, as the command line says it. */
export interface ManagementAddress {
  readonly url?: string | undefined
  readonly environment?: string | undefined
}

/** One call of the management API. */
export interface ManagementCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the environment, its parts encoded. */
  readonly path: string
  readonly query?: { readonly [name: string]: string | undefined }
  readonly body?: object
  /** A revision that the call is based on. */
  readonly ifMatch?: string | undefined
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined
}

/** Why the service says no. */
interface ManagementError extends RefusalDetails {
  readonly code: string
  readonly message: string
}

/** What to do on a command line, where the service says it for programs. */
const REMEDIES: { readonly [code: string]: string } = {
  UNAUTHENTICATED:
    '\n  On the command line: export HALYARD_TOKEN=… with the token that `halyard serve` printed, or that `halyard token create` makes.',
}

/** The service refused a call. */
export class Refusal extends Error {
  /** What it answered, for programs. */
  readonly details: ManagementError
  readonly isConflict: boolean

  constructor(details: ManagementError) {
    super(`${details.message}${REMEDIES[details.code] ?? ''}${describeDetails(details)}`)
    this.details = details
    this.isConflict = details.code === 'CONFLICT'
  }
}

/**
 * Asks a running service, as `HALYARD_URL` and `HALYARD_TOKEN` say where nothing else does. Without an environment, the only
 * one that there is.
 *
 * @typeParam Answer what the service's OpenAPI document says of the call; it is not checked again.
 * @throws Refusal when the service says no. @throws Error when there is none, or several environments to choose from.
 */
export async function callManagement<Answer extends object>(
  address: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<Answer> {
  const environment =
    address.environment ??
    terminal.variables.HALYARD_ENVIRONMENT ??
    onlyName(await listEnvironments(address, terminal, call.signal))
  return send(address, { ...call, path: `/${encodeURIComponent(environment)}${call.path}` }, terminal)
}

/**
 * Asks a running service which environments the token may use.
 *
 * @throws Refusal when the service says no. @throws Error when there is none.
 */
export async function listEnvironments(
  { url }: ManagementAddress,
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<readonly EnvironmentSummary[]> {
  const answer = await send<{ readonly environments: readonly EnvironmentSummary[] }>(
    { url },
    { path: '', signal },
    terminal,
  )
  return answer.environments
}

/** An environment, as a service lists it. */
export interface EnvironmentSummary {
  readonly name: string
  readonly revision: string
}

async function send<Answer>(
  { url }: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<Answer> {
  const base = readBase(url ?? terminal.variables.HALYARD_URL ?? 'http://127.0.0.1:4870')
  const { query = {}, body, ifMatch, signal, method = body ? 'POST' : 'GET' } = call
  const path = `/halyard/v1/environments${call.path}`
  const address = new URL(path, base)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  const token = terminal.variables.HALYARD_TOKEN
  const response = await fetch(address, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message
    throw new Error(
      `nothing answers at ${base.origin}: ${reason}. Start \`halyard serve\`, or name a running one with --url.`,
    )
  })
  const answer: unknown = await response.json().catch(() => null)
  if (isJsonObject(answer)) {
    if (response.ok) return answer as Answer
    if (isManagementError(answer.error)) throw new Refusal(answer.error)
  }
  throw new Error(`${base.origin} answers ${response.status} and is no Halyard service. Correct --url.`)
}

function readBase(address: string): URL {
  if (/^https?:/i.test(address) && URL.canParse(address)) return new URL(address)
  throw new Error(
    `${address} is no address of a service. Write --url, or HALYARD_URL, as http://127.0.0.1:4870.`,
  )
}

function isManagementError(error: unknown): error is ManagementError {
  return isJsonObject(error) && typeof error.code === 'string' && typeof error.message === 'string'
}

function onlyName(environments: readonly EnvironmentSummary[]): string {
  const [first, ...others] = environments.map(({ name }) => name)
  if (first !== undefined && others.length === 0) return first
  const names = [first, ...others].join(', ') || 'none that you may use'
  throw new Error(`there are several environments: ${names}. Choose one with --environment.`)
}

interface RefusalDetails {
  readonly issues?: readonly { readonly pointer: string; readonly found: string; readonly fix: string }[]
  readonly other?: { readonly author: string; readonly action: string; readonly revision: string } | null
}

function describeDetails(details: RefusalDetails): string {
  const issues = (details.issues ?? []).map(({ pointer, found, fix }) => `\n  ${pointer}: ${found}. ${fix}`)
  const { other } = details
  return `${issues.join('')}${other ? `\n  ${other.author} did "${other.action}" (revision ${other.revision}).` : ''}`
}
