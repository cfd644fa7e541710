const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * Reads an instant of the command line: one that is so long from now, in minutes, hours or days of 24 hours, becomes one that a service
 * understands. Every other is left to the service.
 *
 * @param nowMs milliseconds since 1970.
 * @example readInstant('+36h', Date.now()) // '2026-12-02T21:00:00.000Z'
 */
export function readInstant(text: string, nowMs: number): string {
  const [, count, unit] = /^\+(\d{1,6})([mhd])$/.exec(text) ?? []
  return unit === undefined
    ? text
    : new Date(nowMs + Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS]).toISOString()
}
