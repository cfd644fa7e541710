import { parseStack, type StackFrameLite } from 'error-stack-parser-es/lite'
import { clipText, MAX_ROW_TEXT } from './value-text.ts'

/** Code of a page that reads a flag. */
export interface FlagReader {
  /** The function that reads, in the page's own word; `null` for one without a name. */
  readonly name: string | null
  readonly isComponent: boolean
  /** File, line and column; `null` where the browser does not say. */
  readonly location: string | null
  /** The whole stack trace, a line for each call. */
  readonly stack: string
}

/** Where a page that is not built for production has libraries, and this repository has its own. */
const LIBRARY = /node_modules|\/packages\/(?:client|react|vue|preact)\/src\//

/** Hooks and composables read in the name of a component. */
const HOOK = /^use[A-Z]/

/**
 * Reads who reads a flag out of a stack trace: the first function that is neither a library's nor a hook. Code that was
 * built for production has short names, and libraries in the same file; then the first function is as good a guess as any.
 *
 * @param stack as browsers write it.
 */
export function readFlagReader(stack: string): FlagReader {
  const frames = framesOf(stack)
  const frame = frames.find((candidate) => !isOfLibrary(candidate)) ?? frames[0]
  const name = nameOf(frame)
  return {
    name: name && clipText(name, 80),
    isComponent: name !== null && /^\p{Lu}/u.test(name),
    location: frame?.file === undefined ? null : clipText(locationOf(frame), MAX_ROW_TEXT),
    stack: stack
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^Error\b/.test(line))
      .join('\n'),
  }
}

function framesOf(stack: string): readonly StackFrameLite[] {
  try {
    return parseStack(stack, { allowEmpty: true }).filter(({ line }) => line !== undefined)
  } catch {
    // The page may send anything.
    return []
  }
}

function isOfLibrary(frame: StackFrameLite): boolean {
  return LIBRARY.test(frame.file ?? '') || HOOK.test(nameOf(frame) ?? '')
}

/** Without the object that the function is called on, which for exports is always the same. */
function nameOf(frame: StackFrameLite | undefined): string | null {
  const name = frame?.function
    ?.replace(/^(?:new|async) /, '')
    .split('.')
    .at(-1)
  return name === undefined || name === '' || name.startsWith('<') ? null : name
}

function locationOf({ file = '', line, col }: StackFrameLite): string {
  const path = file.replace(/^[a-z-]+:\/\/[^/]*\//, '').replace(/[?#].*$/, '')
  return [path, line, col].filter((part) => part !== undefined).join(':')
}
