import { type FlagSet, isJsonObject, type TargetingRule } from '@halyard/schema'
import { segmentPart } from '../environment-store.ts'
import type { Handler } from './call.ts'
import { problem } from './problem.ts'
import { writeChanges } from './write-changes.ts'

/** `GET …/segments`: the shared rules, `$evaluators` in the flag format. */
export const listSegments: Handler = ({ store }) => {
  const { revision, flagSet } = store.authored()
  const segments = Object.entries(flagSet.$evaluators ?? {}).map(([name, rule]) => ({
    name,
    version: store.versionOf(segmentPart(name)),
    rule,
  }))
  return { body: { revision, segments }, version: revision }
}

/** `GET …/segments/{name}` */
export const readSegment: Handler = ({ store, params }) => {
  const { name = '' } = params
  const rule = ruleOf(store.authored().flagSet, name)
  const version = store.versionOf(segmentPart(name))
  return rule === undefined ? problem('SEGMENT_NOT_FOUND', name) : { body: { name, version, rule }, version }
}

/** `PUT …/segments/{name}`: `{ rule }`, there or not. */
export const replaceSegment: Handler = (call) => {
  const { name = '' } = call.params
  const { rule } = call.body
  if (!isJsonObject(rule)) return problem('INVALID_INPUT', '"rule" is no JSONLogic object.')
  const $evaluators = Object.fromEntries([[name, rule as TargetingRule]])
  return writeChanges(call, 'segment', () => ({ $evaluators }), segmentPart(name))
}

/** `DELETE …/segments/{name}` */
export const deleteSegment: Handler = (call) => {
  const { name = '' } = call.params
  return writeChanges(
    call,
    'segment',
    (flagSet) => {
      if (ruleOf(flagSet, name) === undefined) return problem('SEGMENT_NOT_FOUND', name)
      // a reference is an object with nothing else in it, so it has one spelling
      const isInUse = JSON.stringify(flagSet).includes(JSON.stringify({ $ref: name }))
      return isInUse ? problem('SEGMENT_IN_USE', name) : { $evaluators: Object.fromEntries([[name, null]]) }
    },
    segmentPart(name),
  )
}

function ruleOf({ $evaluators = {} }: FlagSet, name: string): TargetingRule | undefined {
  return Object.hasOwn($evaluators, name) ? $evaluators[name] : undefined
}
