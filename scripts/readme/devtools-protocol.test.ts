import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_RESULT_CHARACTERS } from '../../packages/devtools/src/protocol/answer-request.ts'
import { MAX_ERROR_CHARACTERS } from '../../packages/devtools/src/protocol/attempt.ts'
import { MAX_COPY_DEPTH } from '../../packages/devtools/src/protocol/bounded-copy.ts'
import {
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
} from '../../packages/devtools/src/protocol/devtools-registry.ts'
import {
  MAX_DEPTH,
  MAX_PARTS,
  MAX_PREVIEWED,
  MAX_RULE_TEXT,
  MAX_USES,
  MAX_WEIGHT,
} from '../../packages/devtools/src/protocol/explanation-report.ts'
import { MAX_EFFECT_ENTRIES } from '../../packages/devtools/src/protocol/flag-effect.ts'
import type { ChangeCause } from '../../packages/devtools/src/protocol/flag-report.ts'
import type { InspectableClient } from '../../packages/devtools/src/protocol/inspectable-client.ts'
import {
  ENTRY_GUARDS,
  PAGE_GUARDS,
  PANEL_GUARDS,
} from '../../packages/devtools/src/protocol/message-guards.ts'
import {
  DEVTOOLS_PROTOCOL_VERSIONS,
  parsePageMessage,
  parsePanelMessage,
} from '../../packages/devtools/src/protocol/messages.ts'
import {
  type MethodName,
  PARAMETER_GUARDS,
  RESULT_GUARDS,
} from '../../packages/devtools/src/protocol/methods.ts'
import {
  MAX_PROPERTIES,
  MAX_PROPERTY_CHARACTERS,
  MAX_REPORTED_CLIENTS,
  MAX_REPORTED_FLAGS,
} from '../../packages/devtools/src/protocol/report-client.ts'
import {
  CONTEXT_STORAGE_KEY,
  FRAME_NAME_PREFIX,
  formatContext,
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  parseContext,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from '../../packages/protocol/src/overrides/index.ts'
import { REPOSITORY } from '../repository.ts'
import {
  type DocumentedField,
  type DocumentSection,
  documentSections,
  sectionsBelow,
  wrongValues,
} from './protocol-document.ts'

const FOLDER = join(REPOSITORY, 'packages/devtools')
const DOCUMENT = readFileSync(join(FOLDER, 'PROTOCOL.md'), 'utf8')
const sections = documentSections(DOCUMENT)
const below = (name: string): readonly DocumentSection[] => sectionsBelow(sections, name)
const section = (name: string): DocumentSection =>
  sections.find((candidate) => candidate.name === name) as DocumentSection
const exampleOf = (name: string): object => section(name).examples[0] as object

/** Judges a part in the place where a message or a result of a method has it. */
type Judge = (part: unknown) => boolean

const inMessage =
  (name: string, field: string, isListed = false): Judge =>
  (part) =>
    parsePageMessage({ ...exampleOf(name), [field]: isListed ? [part] : part }) !== null
const inClient =
  (field: string): Judge =>
  (part) =>
    inMessage('client-changed', 'client')({ ...exampleOf('ClientDescription'), [field]: part })
const inFlag =
  (field: string): Judge =>
  (part) =>
    inMessage('flags-changed', 'flags', true)({ ...exampleOf('FlagReport'), [field]: part })
const inActivity =
  (field: string): Judge =>
  (part) =>
    inMessage('activity', 'activity')({ ...exampleOf('ActivityReport'), [field]: [part] })
const inResult =
  (method: MethodName, name: string, field: string, isListed = false): Judge =>
  (part) =>
    RESULT_GUARDS[method]({ ...exampleOf(name), [field]: isListed ? [part] : part })

const PARTS: Readonly<Record<string, Judge>> = {
  PageDescription: inMessage('welcome', 'page'),
  ClientDescription: inMessage('client-changed', 'client'),
  ClientReport: inMessage('client-added', 'client'),
  OverrideSupport: inClient('overriding'),
  ContextOverride: inClient('contextOverride'),
  FlagReport: inMessage('flags-changed', 'flags', true),
  Override: inFlag('override'),
  FlagOutcome: inFlag('original'),
  ActivityReport: inMessage('activity', 'activity'),
  FlagReads: inActivity('reads'),
}

const RESULT_PARTS: Readonly<Record<string, Judge>> = {
  KeptOverride: (part) => RESULT_GUARDS['kept-overrides']([part]),
  ExplanationReport: RESULT_GUARDS.explain,
  EvaluatedFlag: inResult('explain', 'ExplanationReport', 'outcome'),
  ExplainedPart: inResult('explain', 'ExplanationReport', 'tree'),
  ExplainedSplit: (part) =>
    inResult('explain', 'ExplanationReport', 'tree')({ ...exampleOf('ExplainedPart'), split: part }),
  FlagUses: inResult('explain', 'ExplanationReport', 'uses'),
  ContextPreview: RESULT_GUARDS['evaluate-for'],
  FlagEffect: RESULT_GUARDS['find-effect'],
  EffectEntry: inResult('find-effect', 'FlagEffect', 'entries', true),
}

/** Fields that are said once for several sections. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  ClientReport: section('ClientDescription').fields.flatMap(({ name, isOptional }) =>
    isOptional ? [] : [name],
  ),
}

interface Documented extends DocumentSection {
  readonly judge: Judge
  /** Fields of the example that its table leaves out. */
  readonly common: readonly string[]
}

const judged = (
  heading: string,
  judge: (section: DocumentSection) => Judge,
  common: readonly string[] = [],
): readonly Documented[] =>
  below(heading)
    .filter(({ level, examples }) => level > 2 && examples.length > 0)
    .map((each) => ({ ...each, judge: judge(each), common: COMMON[each.name] ?? common }))

const ENVELOPE = ['halyard', 'type']
const documented: readonly Documented[] = [
  ...judged('What a panel says', () => (message) => parsePanelMessage(message) !== null, ENVELOPE),
  ...judged('What a page says', () => (message) => parsePageMessage(message) !== null, ENVELOPE),
  ...judged('Parts of messages', ({ name, level }) =>
    level === 4 ? inActivity('entries') : (PARTS[name] as Judge),
  ).map((each) => (each.level === 4 ? { ...each, common: ['kind'] } : each)),
  ...judged('Methods', ({ name }) => PARAMETER_GUARDS[name as MethodName] as Judge),
  ...judged('Parts of results', ({ name }) => RESULT_PARTS[name] as Judge),
]

const namesBelow = (heading: string, level = 3): readonly string[] =>
  below(heading).flatMap((each) => (each.level === level ? [each.name] : []))

describe('the names in PROTOCOL.md', () => {
  it.each([
    ['messages of a panel', namesBelow('What a panel says'), Object.keys(PANEL_GUARDS)],
    ['messages of a page', namesBelow('What a page says'), Object.keys(PAGE_GUARDS)],
    ['kinds of activity', namesBelow('ActivityEntry', 4), Object.keys(ENTRY_GUARDS)],
    ['methods', namesBelow('Methods'), Object.keys(PARAMETER_GUARDS)],
    ['parts of messages', namesBelow('Parts of messages'), [...Object.keys(PARTS), 'ActivityEntry']],
    ['parts of results', namesBelow('Parts of results'), Object.keys(RESULT_PARTS)],
  ])('are all the %s', (_, named, known) => {
    expect([...named].sort()).toEqual([...known].sort())
  })

  it('are all members of a registry and of a client', () => {
    const membersIn = (name: string): string[] =>
      [
        ...section(name).text.matchAll(/^\| `(\w+\??)(?:\([^)]*\))?` +\|/gm),
        ...section(name).text.matchAll(/^\| `(\w+\?)\(/gm),
      ].map(([, member]) => member as string)
    const registry = createDevtoolsRegistry({
      initialOverrides: new Map(),
      describePage: () => ({ documentId: '1', url: '', title: '', isTopFrame: true }),
    })
    expect(membersIn('The registry').sort()).toEqual(Object.keys(registry).sort())
    const isOptional: Readonly<Record<keyof InspectableClient, boolean>> = {
      sdk: false,
      describe: false,
      flagKeys: false,
      report: false,
      subscribe: false,
      setOverride: false,
      resetOverride: false,
      overriddenFlags: true,
      watchActivity: true,
      methods: true,
    }
    const expected = Object.entries(isOptional).map(([name, optional]) => name + (optional ? '?' : ''))
    expect([...new Set(membersIn('Clients'))].sort()).toEqual(expected.sort())
  })

  it('are all causes of a change', () => {
    const causes: Readonly<Record<ChangeCause, true>> = {
      source: true,
      storage: true,
      context: true,
      override: true,
      read: true,
      time: true,
      navigation: true,
    }
    const [, listed = ''] = /`cause` is one of (.*?)\. Every/s.exec(section('Clients').text) ?? []
    expect([...listed.matchAll(/`(\w+)`/g)].map(([, cause]) => cause)).toEqual(Object.keys(causes))
  })

  it('are where a page and its storage have them', () => {
    expect(DOCUMENT).toContain(`Symbol.for('${Symbol.keyFor(DEVTOOLS_REGISTRY_KEY)}')`)
    expect(DOCUMENT.split('\n')[0]).toBe(`# The devtools protocol, version ${DEVTOOLS_PROTOCOL_VERSIONS[0]}`)
    const keys = [...section('Keeping overrides').text.matchAll(/^\| `([\w:]+)` +\|/gm)].map(([, key]) => key)
    expect(new Set(keys)).toEqual(
      new Set([OVERRIDES_STORAGE_KEY, SHARED_OVERRIDES_STORAGE_KEY, CONTEXT_STORAGE_KEY]),
    )
    expect(section('Keeping overrides').text).toContain(`\`${FRAME_NAME_PREFIX}\``)
  })
})

describe.each(documented.map((each) => [each.name, each] as const))('%s', (_, each) => {
  const { fields, common, judge } = each
  const example = each.examples[0] as object

  it('has an example that is read, with every field of its table', () => {
    expect(judge(example)).toBe(true)
    expect(Object.keys(example).sort()).toEqual([...common, ...fields.map(({ name }) => name)].sort())
  })

  if (fields.length === 0) return
  it.each(fields.map((field) => [field.name, field] as const))('needs `%s` as it says', (name, field) => {
    const { [name as keyof typeof example]: _, ...without } = example
    expect(judge(without)).toBe(field.isOptional)
    expect(readWrongly(field, example, judge)).toEqual([])
  })
})

/** The wrong values that are read nevertheless. */
function readWrongly(field: DocumentedField, example: object, judge: Judge): readonly unknown[] {
  return wrongValues(field).filter((value) => judge({ ...example, [field.name]: value }))
}

describe('the other examples', () => {
  it.each(below('Methods').map(({ name, examples }) => [name, examples[1]] as const))(
    'are what %s gives',
    (name, result) => {
      expect(RESULT_GUARDS[name as MethodName](result)).toBe(true)
    },
  )

  it('are a response with an error', () => {
    expect(section('response').examples.slice(1).map(parsePageMessage)).toMatchObject([
      { error: expect.any(String) },
    ])
  })

  it('are what a storage keeps', () => {
    const [overrides, context] = section('Keeping overrides').examples.map((kept) => JSON.stringify(kept))
    const kept = parseOverrides(overrides ?? '', Date.now())
    expect([...kept]).toEqual([
      ['hero', { value: 'bold', expiresAtMs: expect.any(Number) }],
      ['new-checkout', { value: true }],
    ])
    expect(formatOverrides(kept)).toBe(overrides)
    expect(formatContext(parseContext(context ?? ''))).toBe(context)
  })
})

it('names the bounds', () => {
  const rows = section('Bounds').text.matchAll(/^\| .*\| +([\d,]+) \|$/gm)
  expect([...rows].map(([, bound]) => Number(bound?.replaceAll(',', '')))).toEqual([
    MAX_REPORTED_CLIENTS,
    MAX_REPORTED_FLAGS,
    MAX_PROPERTIES,
    MAX_PROPERTY_CHARACTERS,
    MAX_COPY_DEPTH,
    MAX_RESULT_CHARACTERS,
    MAX_ERROR_CHARACTERS,
    MAX_RULE_TEXT,
    MAX_PREVIEWED,
    MAX_USES,
    MAX_PARTS,
    MAX_DEPTH,
    MAX_WEIGHT,
    MAX_EFFECT_ENTRIES,
  ])
})

describe('the rules', () => {
  const rules = [...DOCUMENT.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule as string)
  const cited = readdirSync(join(FOLDER, 'src'), { recursive: true })
    .map((name) => join(FOLDER, 'src', String(name)))
    .filter((path) => /\.test\.ts$|testing.*\.ts$/.test(path))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\[([A-Z]\d+)\]/g)])
    .map(([, rule]) => rule as string)

  it('have each number once', () => {
    expect(rules.length).toBeGreaterThan(25)
    expect(rules).toEqual([...new Set(rules)])
  })

  it('have a test each, and every test cites one that is there', () => {
    expect(rules.filter((rule) => !cited.includes(rule))).toEqual([])
    expect(cited.filter((rule) => !rules.includes(rule))).toEqual([])
  })
})
