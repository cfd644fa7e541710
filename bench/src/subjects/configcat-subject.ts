import {
  type ConfigJson,
  createConsoleLogger,
  getClient,
  type IConfigCatCache,
  type IUser,
  LogLevel,
  PollingMode,
  SettingType,
  UserComparator,
} from '@configcat/sdk'
import type { SampleFlag } from '../flags/sample-flag.ts'
import type { Subject } from './subject.ts'

/**
 * ConfigCat, off line, its config from its cache, read through snapshots. It has no JSON values: its documentation
 * has them parsed from a text setting, so that is part of a call.
 */
export const configcatSubject: Subject<IUser> = {
  name: 'ConfigCat',
  splitsAsFlagd: false,
  describe: (flags) => toConfig(flags),
  prepareContext: ({ targetingKey, country, ...attributes }) => ({
    identifier: targetingKey,
    country,
    custom: attributes,
  }),
  async load(text) {
    let serialized = serialize(text)
    const cache: IConfigCatCache = { get: () => serialized, set: () => undefined }
    const client = getClient(nextSdkKey(), PollingMode.ManualPoll, {
      cache,
      offline: true,
      logger: createConsoleLogger(LogLevel.Off),
    })
    await client.waitForReady()
    let snapshot = client.snapshot()
    return {
      value: (flagKey, fallback, user) =>
        typeof fallback === 'object'
          ? JSON.parse(snapshot.getValue(flagKey, '{}', user))
          : snapshot.getValue(flagKey, fallback, user),
      async change(wholeConfig) {
        serialized = serialize(wholeConfig)
        await client.forceRefreshAsync()
        snapshot = client.snapshot()
      },
      close: () => client.dispose(),
    }
  },
}

let loadCount = 0
let etagCount = 0

/** One client for each key is all there ever is. */
function nextSdkKey(): string {
  loadCount++
  return `configcat-sdk-1/${'bench'.padEnd(22, '-')}/${String(loadCount).padStart(22, '0')}`
}

/** As the cache holds it: when it was fetched, its ETag, the config. */
function serialize(config: string): string {
  etagCount++
  return `${Date.now()}\n"${etagCount}"\n${config}`
}

function toConfig(flags: readonly SampleFlag[]): string {
  const settings = Object.fromEntries(flags.map((flag) => [flag.key, toSetting(flag)]))
  return JSON.stringify({ p: { u: 'https://cdn.invalid', r: 0, s: 'salt' }, f: settings })
}

function toSetting(flag: SampleFlag): ConfigJson.SettingUnion {
  switch (flag.kind) {
    case 'static':
      return { t: SettingType.Boolean, v: { b: flag.value }, i: 'static' }
    case 'targeted': {
      const plan = { a: 'plan', c: UserComparator.TextEquals, s: flag.plan } as const
      const age = { a: 'age', c: UserComparator.NumberGreaterOrEquals, d: flag.minAge } as const
      return {
        t: SettingType.Boolean,
        r: [{ c: [{ u: plan }, { u: age }], s: { v: { b: true }, i: 'on' } }],
        v: { b: false },
        i: 'off',
      }
    }
    case 'split':
      return {
        t: SettingType.Boolean,
        p: [
          { p: 50, v: { b: true }, i: 'on' },
          { p: 50, v: { b: false }, i: 'off' },
        ],
        v: { b: false },
        i: 'off',
      }
    case 'tenRules':
      return {
        t: SettingType.String,
        r: flag.tiers.map((tier) => ({
          c: [{ u: { a: 'tier', c: UserComparator.TextEquals, s: tier } }],
          s: { v: { s: tier }, i: tier },
        })),
        v: { s: 'none' },
        i: 'none',
      }
    case 'json': {
      const country = { a: 'Country', c: UserComparator.TextEquals, s: flag.country } as const
      return {
        t: SettingType.String,
        r: [{ c: [{ u: country }], s: { v: { s: JSON.stringify(flag.there) }, i: 'there' } }],
        v: { s: JSON.stringify(flag.elsewhere) },
        i: 'elsewhere',
      }
    }
  }
}
