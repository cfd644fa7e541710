import type { FlagSet } from '@halyard/schema'
import type { InsightsStore } from '../../insights/insights-store.ts'
import { createMemoryInsights } from '../../insights/memory-insights.ts'
import { createMemoryStore, type MemoryStore } from '../../memory-store.ts'
import { type Admission, openAdmission } from '../admission.ts'
import { createManagementApi } from '../management-api.ts'

/** A management API over two environments in memory, and what it answers. */
export interface ManagementScene {
  readonly production: MemoryStore
  readonly staging: MemoryStore
  /** What is counted in production; of staging nothing is. */
  readonly insights: InsightsStore
  nowMs: number
  /** Asks below `production`; a body makes it a POST unless a method is named. */
  ask(
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number
  readonly etag: string | null
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what is in a body is what the test is about
  readonly body: any
}

export function manage(flagSet: FlagSet, admission: Admission = openAdmission('ada')): ManagementScene {
  const production = createMemoryStore({ flagSet, lineage: 'line' })
  const staging = createMemoryStore({ flagSet, lineage: 'stage' })
  const insights = createMemoryInsights()
  const scene: ManagementScene = {
    production,
    staging,
    insights,
    nowMs: Date.parse('2026-12-01T00:00:00Z'),
    async ask(path, { method, body, headers } = {}) {
      const isAbsolute = path.startsWith('/halyard/')
      const address = `http://service${isAbsolute ? path : `/halyard/v1/environments/production${path}`}`
      const response = await api.fetch(
        new Request(address, {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      )
      const { status, headers: answered } = response
      const isCsv = answered.get('content-type')?.startsWith('text/csv')
      const read = isCsv ? await response.text() : await response.json()
      return { status, etag: answered.get('etag'), headers: answered, body: read }
    },
  }
  const api = createManagementApi({
    environments: new Map([
      ['production', production],
      ['staging', staging],
    ]),
    insights: new Map([['production', insights]]),
    admission,
    now: () => scene.nowMs,
    onProblem(error) {
      throw error
    },
  })
  return scene
}
