import pc from 'picocolors'
import { bannedExpressions } from './banned-expressions.ts'
import { commandFence } from './command-fence.ts'
import type { Fence } from './fence.ts'
import { lineBudget } from './line-budget.ts'
import { packedPackages } from './packed-packages.ts'
import { roomImports } from './room-imports.ts'

/** What became of one fence. */
export interface FenceReport {
  readonly name: string
  /** Empty when the fence holds. */
  readonly problems: readonly string[]
  readonly durationMs: number
}

const TYPES = commandFence('types', 'typescript', ['-b'], 'tsc')

/** These read what the type check builds. */
const AFTER_TYPES: readonly Fence[] = [
  commandFence('types of tests', 'typescript', ['-p', 'tsconfig.tests.json'], 'tsc'),
  commandFence('types from flags', 'typescript', ['-p', 'e2e/types/generated'], 'tsc'),
  commandFence('types without flags', 'typescript', ['-p', 'e2e/types/plain'], 'tsc'),
  commandFence('types of panel tests', 'typescript', ['-p', 'extension/tsconfig.tests.json'], 'tsc'),
  packedPackages,
]

const INDEPENDENT: readonly Fence[] = [
  commandFence('format and lint', '@biomejs/biome', ['ci', '--colors=off'], 'biome'),
  roomImports,
  bannedExpressions,
  lineBudget,
  commandFence('unused exports', 'knip', ['--no-progress']),
  commandFence('byte budgets', 'size-limit', []),
]

/**
 * Checks every fence.
 *
 * @example const broken = (await runFences()).filter(({ problems }) => problems.length > 0)
 */
export async function runFences(): Promise<FenceReport[]> {
  const [types, independent] = await Promise.all([run(TYPES), Promise.all(INDEPENDENT.map(run))])
  return [types, ...(await Promise.all(AFTER_TYPES.map(run))), ...independent]
}

/** Prints a line for each fence, and every problem below the line it belongs to. */
export function printReports(reports: readonly FenceReport[]): void {
  for (const { name, problems, durationMs } of reports) {
    const mark = problems.length === 0 ? pc.green('holds ') : pc.red('broken')
    console.log(`${mark}  ${name.padEnd(22)} ${pc.dim(`${(durationMs / 1000).toFixed(1)} s`)}`)
    for (const problem of problems) console.log(problem.replaceAll(/^/gm, '        '))
  }
}

async function run(fence: Fence): Promise<FenceReport> {
  const startedAt = performance.now()
  let problems: readonly string[]
  try {
    problems = await fence.check()
  } catch (error) {
    problems = [`the check itself failed: ${(error as Error).message}`]
  }
  return { name: fence.name, problems, durationMs: performance.now() - startedAt }
}
