import { initialize, type LDFlagSet } from 'launchdarkly-js-client-sdk'
import { toLaunchDarklyBootstrap, toLaunchDarklyPatch } from '../flags/launchdarkly-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'
import { EventSourceStandIn } from './event-source-stand-in.ts'

/** LaunchDarkly's browser SDK, version 3, its flags given to begin with, and streaming. */
export const launchDarkly3Client = {
  name: 'LaunchDarkly 3',
  describe: (flags) => JSON.stringify(toLaunchDarklyBootstrap(flags)),
  describeChange: (_, changed, turn) => JSON.stringify(toLaunchDarklyPatch(changed, turn + 1)),
  async start(text) {
    Object.assign(globalThis, { EventSource: EventSourceStandIn })
    const context = { kind: 'user', key: VISITOR.targetingKey }
    const client = initialize('bench', context, {
      bootstrap: JSON.parse(text) as LDFlagSet,
      streaming: true,
      sendEvents: false,
      fetchGoals: false,
      logger: SILENT,
    })
    await client.waitForInitialization(10)
    return {
      client,
      read: (flagKey) => client.variation(flagKey, false),
      onChange: (flagKey, listener) => client.on(`change:${flagKey}`, listener),
      receive: (patch) => EventSourceStandIn.deliver('patch', patch),
    }
  },
} satisfies ClientSubject

const ignore = (): void => undefined
const SILENT = { error: ignore, warn: ignore, info: ignore, debug: ignore }
