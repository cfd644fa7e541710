import type { Explanation, ExplanationNode } from './explanation.ts'

const INDENT = '  '

/**
 * Says an explanation in words: one sentence for the outcome, and below it, indented, every part of the rule that it
 * hangs on.
 *
 * @returns one line each, without line ends; at most one more than the tree has nodes.
 * @example describeExplanation(explain(compiled, 'beta', false, { plan: 'crew' }, { nowMs: 0 }))
 * // ['"on" because plan == "crew".', '  plan == "crew" is true', '    plan is "crew"']
 */
export function describeExplanation(explanation: Explanation): readonly string[] {
  const lines = [headline(explanation)]

  function add(node: ExplanationNode, depth: number): void {
    if (!node.decided) return
    // these only pass on what stands in them
    const isShown = !['if', '?:', 'list'].includes(node.operator)
    if (isShown) lines.push(INDENT.repeat(depth) + sentence(node))
    for (const child of node.children) add(child, isShown ? depth + 1 : depth)
  }

  if (explanation.tree) add(explanation.tree, 1)
  return lines
}

function headline({ details, tree, decidedBy }: Explanation): string {
  const { variant, reason, errorMessage } = details
  const outcome = variant === undefined ? 'The fallback' : JSON.stringify(variant)
  if (errorMessage !== undefined) return `${outcome}: ${errorMessage}`
  if (reason === 'DISABLED') return `${outcome}, because the flag is disabled.`
  if (reason === 'STATIC') return `${outcome}, because the flag has no targeting.`
  if (!tree) return `${outcome}, because the flag has no default variant.`
  if (reason === 'DEFAULT') return `${outcome}, because no rule names a variant.`
  const chooser = decidedBy === undefined ? undefined : findNode(tree, decidedBy)
  return chooser ? `${outcome} because ${because(chooser)}.` : `${outcome}, because no condition held.`
}

function because(node: ExplanationNode): string {
  return node.split ? `the split has ${JSON.stringify(node.split.hashed)} there` : node.label
}

function findNode(node: ExplanationNode, pointer: string): ExplanationNode | undefined {
  if (node.decided && node.pointer === pointer) return node
  for (const child of node.children) {
    const found = findNode(child, pointer)
    if (found) return found
  }
  return undefined
}

function sentence({ label, operator, result, split, failed }: ExplanationNode): string {
  if (failed) return `${label} cannot be read`
  if (split) {
    const { hashed, bucket, total } = split
    return `${label}: ${JSON.stringify(hashed)} is at ${bucket} of ${total}, which is ${JSON.stringify(result)}`
  }
  return operator === 'var' && result === null
    ? `${label} is absent`
    : `${label} is ${JSON.stringify(result)}`
}
