import { createClient } from '@launchdarkly/js-client-sdk'
import { toLaunchDarklyBootstrap, toLaunchDarklyPatch } from '../flags/launchdarkly-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'
import { EventSourceStandIn } from './event-source-stand-in.ts'

/** LaunchDarkly's browser SDK, version 4, its flags given to begin with, and streaming. */
export const launchDarkly4Client: ClientSubject = {
  name: 'LaunchDarkly 4',
  describe: (flags) => JSON.stringify(toLaunchDarklyBootstrap(flags)),
  describeChange: (_, changed, turn) => JSON.stringify(toLaunchDarklyPatch(changed, turn + 1)),
  async start(text) {
    Object.assign(globalThis, { EventSource: EventSourceStandIn })
    const context = { kind: 'user', key: VISITOR.targetingKey }
    const client = createClient('bench', context, {
      streaming: true,
      sendEvents: false,
      fetchGoals: false,
      diagnosticOptOut: true,
      logger: SILENT,
    })
    await client.start({ bootstrap: JSON.parse(text), timeout: 10 })
    return {
      read: (flagKey) => client.variation(flagKey, false),
      onChange: (flagKey, listener) => client.on(`change:${flagKey}`, listener),
      receive: (patch) => EventSourceStandIn.deliver('patch', patch),
    }
  },
}

const ignore = (): void => undefined
const SILENT = { error: ignore, warn: ignore, info: ignore, debug: ignore }
