import type { Terminal } from './terminal.ts'

/** Where a running service is asked, as the command line says it. */
export interface ManagementAddress {
  readonly url?: string | undefined
  readonly environment?: string | undefined
}

/** One call of the management API. */
export interface ManagementCall {
  readonly method?: 'GET' | 'POST'
  /** Below the environment, its parts encoded. */
  readonly path: string
  readonly query?: { readonly [name: string]: string | undefined }
  readonly body?: object
  /** A revision that the call is based on. */
  readonly ifMatch?: string | undefined
}

/** What the service answered. */
// biome-ignore lint/suspicious/noExplicitAny: the document that the service serves says what is in it
type ManagementAnswer = any

/** The service refused a call. */
export class Refusal extends Error {
  readonly isConflict: boolean

  constructor({ code, message, ...details }: { readonly code: string; readonly message: string }) {
    super(`${message}${describeDetails(details)}`)
    this.isConflict = code === 'CONFLICT'
  }
}

/**
 * Asks a running service, as `HALYARD_URL` and `HALYARD_TOKEN` say where nothing else does. Without an environment, the only
 * one that there is.
 *
 * @throws Refusal when the service says no. @throws Error when there is none, or several environments to choose from.
 */
export async function callManagement(
  address: ManagementAddress,
  call: ManagementCall,
  terminal: Terminal,
): Promise<ManagementAnswer> {
  const base = new URL(address.url ?? terminal.variables.HALYARD_URL ?? 'http://127.0.0.1:4870')
  const root = '/halyard/v1/environments'
  const environment =
    address.environment ??
    terminal.variables.HALYARD_ENVIRONMENT ??
    onlyName((await send(base, { path: root }, terminal)).environments)
  return send(base, { ...call, path: `${root}/${encodeURIComponent(environment)}${call.path}` }, terminal)
}

async function send(base: URL, call: ManagementCall, terminal: Terminal): Promise<ManagementAnswer> {
  const { path, query = {}, body, ifMatch, method = body ? 'POST' : 'GET' } = call
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
  }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message
    throw new Error(
      `nothing answers at ${base.origin}: ${reason}. Start \`halyard serve\`, or name a running one with --url.`,
    )
  })
  const answer: ManagementAnswer = await response.json().catch(() => null)
  if (response.ok && answer) return answer
  if (answer?.error?.message) throw new Refusal(answer.error)
  throw new Error(`${base.origin} answers ${response.status} and is no Halyard service. Correct --url.`)
}

function onlyName(environments: readonly { readonly name: string }[]): string {
  const [first, ...others] = environments.map(({ name }) => name)
  if (first !== undefined && others.length === 0) return first
  const names = [first, ...others].join(', ') || 'none that you may use'
  throw new Error(`there are several environments: ${names}. Choose one with --environment.`)
}

function describeDetails(details: {
  readonly issues?: readonly { readonly pointer: string; readonly found: string; readonly fix: string }[]
  readonly other?: { readonly author: string; readonly action: string; readonly revision: string } | null
}): string {
  const issues = (details.issues ?? []).map(({ pointer, found, fix }) => `\n  ${pointer}: ${found}. ${fix}`)
  const { other } = details
  return `${issues.join('')}${other ? `\n  ${other.author} did "${other.action}" (revision ${other.revision}).` : ''}`
}
