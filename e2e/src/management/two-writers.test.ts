import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { revisionNumber } from '@halyard/protocol/wire'
import type { AuditEntry } from '@halyard/server'
import { expect, it, onTestFinished } from 'vitest'
import { startHalyard } from '../../../scripts/start/flag-service.ts'

const ROUNDS = 1000
/** As many audit entries as one answer may have. */
const PAGE = 1000

/** What the management API answers to a write. */
interface WriteAnswer {
  readonly entry?: AuditEntry
  readonly error?: { readonly code: string; readonly other: AuditEntry }
}

/** Two `halyard serve` on one database, each a process of its own, and the token that opens both. */
async function startTwoServices() {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-writers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let token = ''
  const start = async () => {
    const words = ['serve', '--db', join(folder, 'halyard.db'), '--port', '0']
    const service = await startHalyard(words, (line) => {
      token = line.token ?? token
    })
    onTestFinished(() => service.stop())
    return `${service.url}/halyard/v1/environments/production`
  }
  const addresses = [await start(), await start()]
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  return { addresses, headers }
}

/** The whole history of the flag, the newest first. */
async function readAudit(
  address: string,
  headers: Record<string, string>,
  before = '',
): Promise<readonly AuditEntry[]> {
  const response = await fetch(`${address}/audit?flag=checkout&limit=${PAGE}${before}`, { headers })
  const { entries } = (await response.json()) as { readonly entries: readonly AuditEntry[] }
  const last = entries[PAGE - 1]
  if (!last) return entries
  return [...entries, ...(await readAudit(address, headers, `&before=${revisionNumber(last.revision)}`))]
}

it(`answers 409 to one of two processes that write one flag at once, ${ROUNDS} times, and loses no write`, async () => {
  const { addresses, headers } = await startTwoServices()
  const write = async (address: string, writtenBy: string, version: string | undefined) => {
    const flag = { state: 'ENABLED', variants: { now: writtenBy }, defaultVariant: 'now' }
    const response = await fetch(`${address}/flags/checkout`, {
      method: 'PUT',
      headers: { ...headers, ...(version !== undefined && { 'If-Match': version }) },
      body: JSON.stringify({ flag, reason: writtenBy }),
    })
    const answer = (await response.json()) as WriteAnswer
    return { status: response.status, version: response.headers.get('etag') ?? undefined, ...answer }
  }

  const [first = ''] = addresses
  let { version } = await write(first, 'the first', undefined)
  const accepted = ['the first']
  const wins = [0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all(
      addresses.map((address, index) => write(address, `${round} by ${index}`, version)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const winner = answers.findIndex(({ status }) => status === 200)
    const loser = answers[1 - winner]
    expect(loser?.error).toMatchObject({ code: 'CONFLICT', other: answers[winner]?.entry })
    accepted.push(`${round} by ${winner}`)
    wins[winner] = (wins[winner] ?? 0) + 1
    version = answers[winner]?.version
  }

  for (const address of addresses) {
    const entries = await readAudit(address, headers)
    expect(entries.map(({ reason }) => reason).toReversed()).toEqual(accepted)
  }
  console.log(`two writers: ${wins.join(' and ')} of ${ROUNDS} rounds won`)
})
