import { BINDING_NAMES, type BindingName } from '../bindings/binding-names.ts'
import type { BindingCost } from '../measure/measure-binding.ts'
import { type BindingRound, judgeBindings } from './binding-goals.ts'
import { figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { ratioTo, typical } from './summary.ts'
import { textTable } from './text-table.ts'

const namesOf = (ending: string): BindingName[] =>
  (Object.keys(BINDING_NAMES) as BindingName[]).filter((name) => name.endsWith(ending))

/**
 * The run as text that is both aligned for a terminal and Markdown.
 *
 * @param conditions what was measured where: machine and versions, a line each.
 */
export function reportBindings(conditions: readonly string[], rounds: readonly BindingRound[]): string {
  return [
    conditions.map((line) => `- ${line}`).join('\n'),
    'Each mounts 1,000 components on 1,000 flags, and then the flag of one changes. × is relative to the first row of each table, the limit.',
    '## React',
    table(rounds, namesOf('-react')),
    '## Vue',
    table(rounds, namesOf('-vue')),
    '## Preact: a text that no component renders',
    table(rounds, namesOf('-preact-signal')),
    '## Preact: a value that components render',
    table(rounds, namesOf('-preact-value')),
    '## Goals',
    goalTable(judgeBindings(rounds)),
  ].join('\n\n')
}

function table(rounds: readonly BindingRound[], names: readonly BindingName[]): string {
  const [limit] = names
  const time = (name: BindingName, read: (cost: BindingCost) => number): string => {
    const ratio = limit && ratioTo(rounds, name, limit, read)
    return `${figure(typical(rounds, name, read))} ms  ${figure(ratio).padStart(5)} ×`
  }
  const renders = (name: BindingName, read: (cost: BindingCost) => number): string =>
    (typical(rounds, name, read) ?? 0).toLocaleString('en')
  return textTable([
    ['', 'first mount', 'mount', 'renders', 'change', 'renders'],
    ...names.map((name) => [
      BINDING_NAMES[name],
      `${figure(typical(rounds, name, ({ firstMountMs }) => firstMountMs))} ms`,
      time(name, ({ mountMs }) => mountMs),
      renders(name, ({ mountRenders }) => mountRenders),
      time(name, ({ changeMs }) => changeMs),
      renders(name, ({ changeRenders }) => changeRenders),
    ]),
  ])
}
