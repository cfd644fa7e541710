import { createConsoleLogger, getClient, type IConfigCatCache, LogLevel, PollingMode } from '@configcat/sdk'
import { VISITOR } from '../flags/visitor.ts'
import { configcatSubject } from '../subjects/configcat-subject.ts'
import type { ClientSubject } from './client-subject.ts'

let etagCount = 0

/** ConfigCat, off line, its config from its cache, read through snapshots: its fastest. */
export const configcatClient: ClientSubject = {
  name: 'ConfigCat',
  describe: configcatSubject.describe,
  describeChange: (flags) => configcatSubject.describe(flags),
  async start(text) {
    let entry = cacheEntry(text)
    const cache: IConfigCatCache = { get: () => entry, set: () => undefined }
    const client = getClient(SDK_KEY, PollingMode.ManualPoll, {
      cache,
      offline: true,
      logger: createConsoleLogger(LogLevel.Off),
    })
    await client.waitForReady()
    const user = configcatSubject.prepareContext(VISITOR)
    let snapshot = client.snapshot()
    return {
      read: (flagKey) => snapshot.getValue(flagKey, false, user),
      onChange(_, listener) {
        client.on('configChanged', () => {
          snapshot = client.snapshot()
          listener()
        })
      },
      receive(config) {
        entry = cacheEntry(config)
        void client.forceRefreshAsync()
      },
    }
  },
}

const SDK_KEY = `configcat-sdk-1/${'bench'.padEnd(22, '-')}/${'bench'.padEnd(22, '-')}`

/** As ConfigCat's cache holds it: when it was fetched, its ETag, the config. */
function cacheEntry(config: string): string {
  etagCount++
  return `${Date.now()}\n"${etagCount}"\n${config}`
}
