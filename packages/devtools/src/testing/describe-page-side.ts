import { describe } from 'vitest'
import type { DevtoolsRegistry } from '../protocol/devtools-registry.ts'
import { describeClients } from './describe-clients.ts'
import { describeConversations } from './describe-conversations.ts'
import { describeHostileClients } from './describe-hostile-clients.ts'
import { describeRequests } from './describe-requests.ts'

/** Makes a registry for one test, that nobody else has. */
export type CreatePageSide = () => DevtoolsRegistry

/**
 * What every page side keeps to, whoever wrote it: the rules of PROTOCOL.md by their numbers. A page side may post at
 * once or later, as long as it keeps the order.
 *
 * @example describePageSide(() => createDevtoolsRegistry({ describePage, initialOverrides: new Map() }))
 */
export function describePageSide(createPageSide: CreatePageSide): void {
  describe('a conversation', () => describeConversations(createPageSide))
  describe('clients', () => describeClients(createPageSide))
  describe('requests and activity', () => describeRequests(createPageSide))
  describe('a client that somebody else wrote badly, or to do harm', () =>
    describeHostileClients(createPageSide))
}
