import type { Node } from 'jsonc-parser'
import { parsePointer } from './json-pointer.ts'

/** A part of a text. */
export interface TextSpan {
  readonly offset: number
  readonly length: number
}

/**
 * Finds the part of a flag file that an issue's pointer names. Where it is not there (it is what is missing), the
 * nearest part around it is meant: the name of that property, or the opening brace of the document.
 *
 * @param tree the file, as jsonc-parser's `parseTree` reads it; `undefined` for an empty file. @param pointer RFC 6901.
 * @example locateIssue(parseTree(text), '/flags/checkout/defaultVariant') // { offset: 87, length: 5 }
 */
export function locateIssue(tree: Node | undefined, pointer: string): TextSpan {
  if (!tree) return { offset: 0, length: 1 }
  let at = tree
  for (const segment of parsePointer(pointer)) {
    const child = childOf(at, segment)
    if (!child) return nameOf(at)
    at = child
  }
  const isScalar = at.children === undefined
  return isScalar ? { offset: at.offset, length: at.length } : nameOf(at)
}

function childOf(node: Node, segment: string): Node | undefined {
  if (node.type === 'array') return /^\d+$/.test(segment) ? node.children?.[Number(segment)] : undefined
  // the last of several properties with one name is the one that counts
  return node.children?.findLast((property) => property.children?.[0]?.value === segment)?.children?.[1]
}

/** An object or array starts where its name stands, or with its bracket when it has none. */
function nameOf(node: Node): TextSpan {
  const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
  return name ? { offset: name.offset, length: name.length } : { offset: node.offset, length: 1 }
}
