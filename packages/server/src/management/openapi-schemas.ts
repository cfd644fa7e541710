import type { JsonObject } from '@halyard/schema'
import { exactly, list, optional, ref, text } from './json-schema.ts'
import { PROBLEMS } from './problem.ts'
import { REPORT_SCHEMAS } from './reports/report-schemas.ts'

const TRIGGER: JsonObject = {
  name: text,
  flagKey: text,
  intent: text,
  input: { type: 'object' },
  reason: text,
  createdBy: text,
  createdAtMs: { type: 'integer' },
  expiresAtMs: optional({ type: 'integer' }),
  useCount: { type: 'integer' },
  lastUsedAtMs: optional({ type: 'integer' }),
}

/** What answers look like, by name. The document refers to them. */
export const SCHEMAS: JsonObject = {
  Error: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'string', enum: Object.keys(PROBLEMS) }, message: text },
      },
    },
  },
  Revision: { type: 'string', pattern: '^[a-z0-9]{1,32}\\.(0|[1-9][0-9]{0,14})$' },
  Flag: {
    type: 'object',
    description: 'A flag in the format of flagd, with the x- properties of Halyard',
    required: ['state', 'variants'],
    properties: { state: { enum: ['ENABLED', 'DISABLED'] }, variants: { type: 'object', minProperties: 1 } },
  },
  FlagSet: { type: 'object', required: ['flags'], properties: { flags: { type: 'object' } } },
  Changes: {
    type: 'object',
    description: 'What differs; null means removed',
    properties: {
      flags: { type: 'object', additionalProperties: optional(ref('Flag')) },
      $evaluators: { type: 'object' },
    },
  },
  Issue: exactly({
    severity: { enum: ['error', 'warning'] },
    pointer: text,
    found: text,
    expected: text,
    fix: text,
  }),
  AuditEntry: exactly({
    revision: ref('Revision'),
    atMs: { type: 'integer' },
    author: text,
    action: text,
    reason: text,
    before: optional(ref('Changes')),
    after: ref('Changes'),
  }),
  Environments: exactly({ environments: list(exactly({ name: text, revision: ref('Revision') })) }),
  Environment: exactly({ name: text, revision: ref('Revision'), flags: { type: 'integer' } }),
  FlagEntry: exactly({ key: text, version: ref('Revision'), flag: ref('Flag') }),
  Flags: exactly({ revision: ref('Revision'), flags: list(ref('FlagEntry')) }),
  Segment: exactly({ name: text, version: ref('Revision'), rule: {} }),
  Segments: exactly({ revision: ref('Revision'), segments: list(ref('Segment')) }),
  Audit: exactly({ entries: list(ref('AuditEntry')) }),
  Comparison: exactly({
    revision: ref('Revision'),
    otherRevision: ref('Revision'),
    changes: ref('Changes'),
  }),
  Explained: exactly({
    revision: ref('Revision'),
    atMs: { type: 'integer', description: 'The time that rules saw, in milliseconds since 1970' },
    flags: list(ref('ExplainedFlag')),
    omittedFlags: { type: 'integer' },
  }),
  ExplainedFlag: exactly({
    key: text,
    visibility: { enum: ['client', 'server'] },
    value: { description: 'null where the fallback of the code stands' },
    variant: optional(text),
    reason: text,
    errorCode: optional(text),
    nextChangeAtMs: optional({ type: 'integer' }),
    sentences: list(text),
    decidedBy: optional(text),
    tree: optional(ref('ExplanationNode')),
    omittedNodes: { type: 'integer' },
  }),
  ExplanationNode: {
    type: 'object',
    description: 'A part of a rule that was run',
    required: ['pointer', 'operator', 'label', 'inputs', 'result', 'decided', 'children'],
    properties: {
      pointer: text,
      operator: text,
      label: text,
      inputs: list({}),
      result: {},
      decided: { type: 'boolean' },
      children: list(ref('ExplanationNode')),
      split: { type: 'object', required: ['hashed', 'bucket', 'total', 'ranges'] },
      failed: { const: true },
    },
  },
  Trigger: exactly(TRIGGER),
  Triggers: exactly({ triggers: list(ref('Trigger')) }),
  CreatedTrigger: exactly({
    trigger: ref('Trigger'),
    path: { type: 'string', description: 'The address of the trigger, told this once' },
  }),
  RevokedTrigger: exactly({ trigger: ref('Trigger') }),
  TriggerUse: exactly({ message: text }),
  FiredTrigger: exactly({ status: { enum: ['written', 'unchanged'] }, message: text }),
  Written: exactly({
    revision: ref('Revision'),
    entry: optional(ref('AuditEntry')),
    issues: list(ref('Issue')),
  }),
  DryRun: exactly({
    isDryRun: { const: true },
    before: ref('Changes'),
    after: ref('Changes'),
    sample: exactly({
      contexts: { type: 'integer' },
      isGenerated: { type: 'boolean' },
      flags: {
        type: 'object',
        additionalProperties: exactly({
          changedShare: { type: 'number', minimum: 0, maximum: 1 },
          examples: list({ type: 'object', required: ['context', 'before', 'after'] }),
        }),
      },
      omittedFlags: { type: 'integer' },
    }),
    issues: list(ref('Issue')),
  }),
  ...REPORT_SCHEMAS,
}
