import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import proxyAddress from 'proxy-addr'
import type { Peer } from '../operations/peer.ts'

/** Whose word counts for where a request comes from, and how many connections there may be. */
export interface ConnectionOptions {
  /**
   * Addresses or networks of proxies, such as `10.0.0.0/8` or `loopback`: `X-Forwarded-For` and `X-Forwarded-Proto` are
   * believed where they come from these. @default none
   */
  readonly trustedProxies?: readonly string[]
  /** How many connections an address may have open; proxies that are trusted as many as they like. Minimum: 1. @default any */
  readonly maxConnectionsPerAddress?: number
  /** How many connections may be open in all. Minimum: 1. @default any */
  readonly maxConnections?: number
}

/** Knows the connections of a listener. */
export interface ConnectionGate {
  /** Takes note of a connection that was opened, and decides whether it is one too many. */
  enter(socket: Socket): void
  /** Goes on counting a connection that was taken over from `node:http`. */
  keep(socket: Socket): void
  /** Who sends a request. */
  peerOf(incoming: IncomingMessage): Peer
}

/** So many connections that are too many may wait for their answer; others are cut without one. */
const MAX_REFUSED = 100

/**
 * @throws Error where something in `trustedProxies` is no address and no network.
 * @example const gate = createConnectionGate({ maxConnections: 20_000 }); server.on('connection', gate.enter)
 */
export function createConnectionGate(options: ConnectionOptions): ConnectionGate {
  const {
    maxConnectionsPerAddress = Number.POSITIVE_INFINITY,
    maxConnections = Number.POSITIVE_INFINITY,
    trustedProxies = [],
  } = options
  const trusts = parseProxies(trustedProxies)
  const isBounded = Math.min(maxConnections, maxConnectionsPerAddress) < Number.POSITIVE_INFINITY
  const peers = new WeakMap<Socket, Peer>()
  const counts = new Map<string, number>()
  let openCount = 0
  let refusedCount = 0

  function count(socket: Socket, address: string): void {
    openCount += 1
    counts.set(address, (counts.get(address) ?? 0) + 1)
    socket.once('close', () => {
      openCount -= 1
      const left = (counts.get(address) ?? 1) - 1
      if (left > 0) counts.set(address, left)
      else counts.delete(address)
    })
  }

  function refuse(socket: Socket, address: string, refusal: NonNullable<Peer['refusal']>): void {
    if (refusedCount >= MAX_REFUSED) return void socket.destroy()
    refusedCount += 1
    socket.once('close', () => {
      refusedCount -= 1
    })
    peers.set(socket, { address, isSecure: false, refusal })
  }

  return {
    enter(socket) {
      const { remoteAddress = '' } = socket
      const address = network(remoteAddress)
      if (openCount >= maxConnections)
        return refuse(socket, address, { code: 'OVERLOADED', limit: maxConnections })
      const isMany = (counts.get(address) ?? 0) >= maxConnectionsPerAddress
      if (isMany && !trusts(remoteAddress, 0)) {
        return refuse(socket, address, { code: 'TOO_MANY_CONNECTIONS', limit: maxConnectionsPerAddress })
      }
      peers.set(socket, { address, isSecure: false })
      if (isBounded) count(socket, address)
    },
    keep(socket) {
      if (isBounded) count(socket, network(socket.remoteAddress ?? ''))
    },
    peerOf(incoming) {
      const { socket, headers } = incoming
      const peer = peers.get(socket) ?? { address: network(socket.remoteAddress ?? ''), isSecure: false }
      if (peer.refusal || trustedProxies.length === 0 || !trusts(socket.remoteAddress ?? '', 0)) return peer
      // several proxies in a row may each have added what they were asked by; the visitor's comes first
      const isSecure = /^https\b/i.test(String(headers['x-forwarded-proto']))
      return { address: network(proxyAddress(incoming, trusts)), isSecure }
    },
  }
}

/**
 * Reads addresses and networks of proxies.
 *
 * @returns whether an address is one of theirs.
 * @throws Error that says what they look like.
 * @example parseProxies(['10.0.0.0/8'])('10.1.2.3', 0) // true
 */
export function parseProxies(trustedProxies: readonly string[]): (address: string, hops: number) => boolean {
  try {
    return proxyAddress.compile([...trustedProxies])
  } catch (error) {
    throw new Error(
      `a trusted proxy is an address or a network, such as 10.0.0.5, 10.0.0.0/8 or loopback: ${(error as Error).message}`,
      { cause: error },
    )
  }
}

/** Whoever has an IPv6 address has 2^64 of them, so the network counts as one. Source: RFC 6177. */
function network(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString()
}
