import { formatRevision } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { loadFlagRules } from './flag-rules.ts'
import type { FlagSource } from './flag-source.ts'

/**
 * A source that serves one flag set and never changes: for tests, demonstrations and pages without a server.
 * Its flags can be read as soon as `start()` returns.
 *
 * @example
 * const client = createFlagClient({ source: staticSource({ flags: { hero: { state: 'ENABLED', variants: { bold: 'b' }, defaultVariant: 'bold' } } }) })
 * client.start()
 * client.get('hero', 'a') // 'b'
 */
export function staticSource(flagSet: FlagSet): FlagSource {
  return {
    load: loadFlagRules,
    connect(sink) {
      sink.receive({ type: 'snapshot', revision: formatRevision('static', 0), flagSet })
      return () => undefined
    },
  }
}
