import { readFile, stat } from 'node:fs/promises'
import { type FlagSet, type FlagSetIssue, MAX_ISSUES, MAX_NESTING_DEPTH, parseFlagSet } from '@halyard/schema'
import { parseTree } from 'jsonc-parser'
import { findDuplicateKeys } from './duplicate-keys.ts'
import { createFlagFileProblem, type FlagFileProblem } from './flag-file-problem.ts'
import { findJsonSyntaxIssue } from './json-syntax-issue.ts'
import { locateIssue } from './locate-issue.ts'
import { findTooDeep } from './nesting-depth.ts'
import { textPositions } from './text-position.ts'

/** The largest flag file that is read, in bytes: 8 MiB. */
const MAX_FLAG_FILE_BYTES = 8 * 2 ** 20
/** How many levels objects and arrays may lie in one another: beyond what a flag set may, and before a parser gives up. */
const MAX_DEPTH = 4 * MAX_NESTING_DEPTH

/**
 * What a flag file holds.
 *
 * - `readable`: it is JSON in the shape of a flag set. `flagSet` has the flags that can be used, as they are
 *   written; `problems` of severity `error` tell why others cannot.
 * - `unreadable`: nothing in it can be used. `mayBeUnfinished` tells that it looks like a file that is being written
 *   right now: it is not there, or not JSON yet.
 */
export type FlagFileContent =
  | (FlagFileProblems & { readonly status: 'readable'; readonly flagSet: FlagSet })
  | (FlagFileProblems & { readonly status: 'unreadable'; readonly mayBeUnfinished: boolean })

/** What is wrong with a flag file. */
export interface FlagFileProblems {
  /** Sorted by place; at most `MAX_ISSUES`, errors before warnings where not all can be told. */
  readonly problems: readonly FlagFileProblem[]
  /** How many more there are. */
  readonly omittedProblems: number
}

/** Tells whether all of a file can be used: warnings are no obstacle, an error in one flag is. */
export function isGoodFlagFile(
  content: FlagFileContent,
): content is Extract<FlagFileContent, { readonly status: 'readable' }> {
  return content.status === 'readable' && content.problems.every(({ severity }) => severity !== 'error')
}

/**
 * Reads a flag file from disk, see {@link readFlagFile}. Never rejects: what is not there, too large, or not to be read
 * is a problem like any other.
 *
 * @example (await loadFlagFile('flags.json')).problems.map((problem) => formatProblem('flags.json', problem))
 */
export async function loadFlagFile(path: string): Promise<FlagFileContent> {
  try {
    const { size } = await stat(path)
    // told by its size, so that a huge file is never brought into memory
    if (size > MAX_FLAG_FILE_BYTES) return refuse(tooLarge(size))
    return readFlagFile(await readFile(path))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? refuse(MISSING, { mayBeUnfinished: true }) : refuse(notToBeRead(message))
  }
}

/**
 * Reads the bytes of a flag file: UTF-8, with or without a byte order mark, at most 8 MiB of JSON. Never throws.
 *
 * @example readFlagFile(await readFile('flags.json')).problems.map((problem) => formatProblem('flags.json', problem))
 */
export function readFlagFile(bytes: Uint8Array): FlagFileContent {
  if (bytes.byteLength > MAX_FLAG_FILE_BYTES) return refuse(tooLarge(bytes.byteLength))
  // fatal: false, so that the place of a wrong byte can be told; a byte order mark is dropped
  const text = new TextDecoder().decode(bytes)
  const wrongByte = text.indexOf('\ufffd')
  if (wrongByte >= 0 && !isUtf8(bytes))
    return refuse(NOT_UTF8, { text, span: { offset: wrongByte, length: 1 } })
  const tooDeep = findTooDeep(text, MAX_DEPTH)
  if (tooDeep !== undefined) return refuse(TOO_DEEP, { text, span: { offset: tooDeep, length: 1 } })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const { issue, span } = findJsonSyntaxIssue(text, (error as Error).message)
    return refuse(issue, { text, span, mayBeUnfinished: true })
  }
  const parsed = parseFlagSet(value)
  const problems = locateIssues(text, parsed.issues, parsed.omittedIssues)
  return parsed.ok
    ? { status: 'readable', flagSet: parsed.flagSet, ...problems }
    : { status: 'unreadable', mayBeUnfinished: false, ...problems }
}

/** The content of a file that cannot be used at all, for one reason. */
function refuse(
  issue: FlagSetIssue,
  { text = '', span = { offset: 0, length: 1 }, mayBeUnfinished = false } = {},
): FlagFileContent {
  const problem = createFlagFileProblem(text, span, textPositions(text)(span.offset), issue)
  return { status: 'unreadable', mayBeUnfinished, problems: [problem], omittedProblems: 0 }
}

/** Puts the issues of valid JSON in their places, adds the duplicate names, and sorts by place. */
function locateIssues(text: string, issues: readonly FlagSetIssue[], omittedCount: number): FlagFileProblems {
  const tree = issues.length > 0 ? parseTree(text) : undefined
  const found = [
    ...issues.map((issue) => ({ issue, span: locateIssue(tree, issue.pointer) })),
    ...findDuplicateKeys(text),
  ]
  const positionOf = textPositions(text)
  const problems = found
    .slice(0, MAX_ISSUES)
    .map(({ issue, span }) => createFlagFileProblem(text, span, positionOf(span.offset), issue))
    .sort((a, b) => a.line - b.line || a.column - b.column)
  return { problems, omittedProblems: omittedCount + found.length - problems.length }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    // the decoder throws exactly when a byte sequence is not UTF-8
    return false
  }
}

const NOT_UTF8: FlagSetIssue = {
  severity: 'error',
  pointer: '',
  found: 'bytes that are not UTF-8',
  expected: 'a text file in UTF-8',
  fix: 'Save the file with the encoding UTF-8.',
}

const TOO_DEEP: FlagSetIssue = {
  severity: 'error',
  pointer: '',
  found: `objects and arrays in one another, more than ${MAX_DEPTH} levels deep`,
  expected: `at most ${MAX_DEPTH} levels`,
  fix: 'Flatten the rule, or move parts of it into "$evaluators".',
}

function tooLarge(byteLength: number): FlagSetIssue {
  return {
    severity: 'error',
    pointer: '',
    found: `a file of ${(byteLength / 2 ** 20).toFixed(1)} MiB`,
    expected: `at most ${MAX_FLAG_FILE_BYTES / 2 ** 20} MiB`,
    fix: 'Split the flag set, or move large variant values out of it.',
  }
}

const MISSING: FlagSetIssue = {
  severity: 'error',
  pointer: '',
  found: 'no file at this path',
  expected: 'a flag file',
  fix: 'Create the file, or name another path.',
}

function notToBeRead(message: string): FlagSetIssue {
  return {
    severity: 'error',
    pointer: '',
    found: message,
    expected: 'a file that this process may read',
    fix: 'Correct the path or the permissions.',
  }
}
