import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'
import type { Fence } from './fence.ts'

/**
 * A fence that a well-kept tool checks: it is in order when the tool exits with 0.
 *
 * @param name how the report calls it.
 * @param packageName the development dependency that brings the tool.
 * @param args the tool's arguments.
 * @param program the tool's name where it differs from the package's.
 */
export function commandFence(
  name: string,
  packageName: string,
  args: readonly string[],
  program?: string,
): Fence {
  return {
    name,
    async check() {
      const script = localProgram(packageName, program)
      const { exitCode, output } = await runCommand(process.execPath, [script, ...args], { cwd: REPOSITORY })
      return exitCode === 0 ? [] : [output.trim() || `${packageName} ended with ${exitCode} and said nothing`]
    },
  }
}
