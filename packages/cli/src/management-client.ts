import { isJsonObject } from '@halyard/schema'
import type { Terminal } from './terminal.ts'

/** Where a running service is asked, as the command line says it. */
export interface ManagementAddress {
  readonly url?: string | undefined
  readonly environment?: string | undefined
}

/** One call of the management API. */
export interface ManagementCall {
  /** @default 'POST' with a body, else 'GET' */
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Below the environment, its parts encoded. */
  readonly path: string
  readonly query?: { readonly [name: string]: string | undefined }
  readonly body?: object
  /** A revision that the call is based on. */
  readonly ifMatch?: string | undefined
}

/** Why the service says no. */
interface ManagementError extends RefusalDetails {
  readonly code: string
  readonly message: string
}

/** The service refused a call. */
export class Refusal extends Error {
  readonly isConflict: boolean

  constructor({ code, message, ...details }: ManagementError) {
    super(`${message}${describeDetails(details)}`)
    this.isConflict = code === 'CONFLICT'
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

/** Where the service is that commands ask: by `--url`, by `HALYARD_URL`, or where `halyard serve` begins. */
export function serviceUrl({ url }: ManagementAddress, terminal: Terminal): URL {
  return new URL(url ?? terminal.variables.HALYARD_URL ?? 'http://127.0.0.1:4870')
}

async function locate(
  address: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<ManagementCall> {
  const root = '/halyard/v1/environments'
  const environment =
    address.environment ??
    terminal.variables.HALYARD_ENVIRONMENT ??
    onlyName(
      (await send<EnvironmentList>(serviceUrl(address, terminal), { path: root }, terminal)).environments,
    )
  return { ...call, path: `${root}/${encodeURIComponent(environment)}${call.path}` }
}

interface EnvironmentList {
  readonly environments: readonly { readonly name: string }[]
}

async function send<Answer>(base: URL, call: ManagementCall, terminal: Terminal): Promise<Answer> {
  return readJson(base, await request(base, call, terminal))
}

async function request(base: URL, call: ManagementCall, terminal: Terminal): Promise<Response> {
  const { path, query = {}, body, ifMatch, method = body ? 'POST' : 'GET' } = call
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

function onlyName(environments: EnvironmentList['environments']): string {
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
