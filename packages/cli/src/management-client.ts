import { isJsonObject } from '@halyard/schema'
import type { Terminal } from './terminal.ts'

/** Where the management API begins. */
const ENVIRONMENTS_PATH = '/halyard/v1/environments'

/** Where a running service is asked, as the command line says it. */
export interface ManagementAddress {
  readonly url?: string | undefined
  readonly environment?: string | undefined
}

/** One call of the management API. */
export interface ManagementCall {
  /** @default 'POST' with a body, else 'GET' */
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
  return send(serviceUrl(address, terminal), await locate(address, call, terminal), terminal)
}

/**
 * Asks a running service for a report as CSV; otherwise as {@link callManagement}.
 *
 * @returns the table, and what `after` has to be for the rest of it, where there is a rest.
 */
export async function fetchCsv(
  address: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<{ readonly csv: string; readonly next: string | null }> {
  const base = serviceUrl(address, terminal)
  const located = await locate(address, { ...call, query: { ...call.query, format: 'csv' } }, terminal)
  const response = await request(base, located, terminal)
  if (!response.headers.get('content-type')?.startsWith('text/csv')) await readJson(base, response)
  const [, query = ''] = /^<\?(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '') ?? []
  return { csv: await response.text(), next: new URLSearchParams(query).get('after') }
}

/** An environment, as a service lists it. */
export interface EnvironmentSummary {
  readonly name: string
  readonly revision: string
}

/**
 * Asks a running service which environments the token may use.
 *
 * @param signal gives up waiting.
 * @throws Refusal when the service says no. @throws Error when there is none.
 */
export async function listEnvironments(
  address: ManagementAddress,
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<readonly EnvironmentSummary[]> {
  const { environments } = await send<{ readonly environments: readonly EnvironmentSummary[] }>(
    serviceUrl(address, terminal),
    { path: ENVIRONMENTS_PATH, signal },
    terminal,
  )
  return environments
}

/**
 * Where the service is that commands ask: by `--url`, by `HALYARD_URL`, or where `halyard serve` begins.
 *
 * @throws Error that says how to write it, where it is no address.
 */
export function serviceUrl({ url }: ManagementAddress, terminal: Terminal): URL {
  const address = url ?? terminal.variables.HALYARD_URL ?? 'http://127.0.0.1:4870'
  if (/^https?:/i.test(address) && URL.canParse(address)) return new URL(address)
  throw new Error(
    `${address} is no address of a service. Write --url, or HALYARD_URL, as http://127.0.0.1:4870.`,
  )
}

async function locate(
  address: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<ManagementCall> {
  const environment =
    address.environment ??
    terminal.variables.HALYARD_ENVIRONMENT ??
    onlyName(await listEnvironments(address, terminal, call.signal))
  return { ...call, path: `${ENVIRONMENTS_PATH}/${encodeURIComponent(environment)}${call.path}` }
}

async function send<Answer>(base: URL, call: ManagementCall, terminal: Terminal): Promise<Answer> {
  return readJson(base, await request(base, call, terminal))
}

async function request(base: URL, call: ManagementCall, terminal: Terminal): Promise<Response> {
  const { path, query = {}, body, ifMatch, signal, method = body ? 'POST' : 'GET' } = call
  const address = new URL(path, base)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  const token = terminal.variables.HALYARD_TOKEN
  return fetch(address, {
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
}

/** @throws Refusal when the service says no. @throws Error when the answer is of no Halyard service. */
async function readJson<Answer>(base: URL, response: Response): Promise<Answer> {
  const answer: unknown = await response.json().catch(() => null)
  if (isJsonObject(answer)) {
    if (response.ok) return answer as Answer
    if (isManagementError(answer.error)) throw new Refusal(answer.error)
  }
  throw new Error(`${base.origin} answers ${response.status} and is no Halyard service. Correct --url.`)
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
