import type { IToggle } from 'unleash-proxy-client'
import type { SampleFlag } from './sample-flag.ts'
import { valueForVisitor } from './visitor.ts'

/** The flags as Unleash's frontend API sends them, evaluated. A value that is no boolean is the payload of a variant. */
export function toUnleashToggles(flags: readonly SampleFlag[]): readonly IToggle[] {
  return flags.map((flag) => {
    const value = valueForVisitor(flag)
    return {
      name: flag.key,
      enabled: value !== false,
      variant:
        typeof value === 'boolean'
          ? { name: 'disabled', enabled: false }
          : { name: 'served', enabled: true, payload: { type: 'json', value: JSON.stringify(value) } },
      impressionData: false,
    }
  })
}
