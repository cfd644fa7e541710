import type { FlagValue } from '@halyard/schema'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** The limit: values in a map, and one listener for each key. It evaluates nothing and keeps nothing. */
export const mapClient: ClientSubject = {
  name: 'Map by hand',
  describe: (flags) => JSON.stringify(Object.fromEntries(flags.map(toEntry))),
  describeChange: (_, changed) => JSON.stringify(toEntry(changed)),
  async start(text) {
    const values = new Map(Object.entries(JSON.parse(text) as { [flagKey: string]: FlagValue }))
    const listeners = new Map<string, () => void>()
    return {
      read: (flagKey) => values.get(flagKey) ?? false,
      onChange: (flagKey, listener) => void listeners.set(flagKey, listener),
      receive(change) {
        const [flagKey, value] = JSON.parse(change) as [string, FlagValue]
        values.set(flagKey, value)
        listeners.get(flagKey)?.()
      },
    }
  },
}

function toEntry(flag: SampleFlag): [string, FlagValue] {
  return [flag.key, valueForVisitor(flag)]
}
