import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { localProgram } from '../../../scripts/process/local-program.ts'
import { runCommand } from '../../../scripts/process/run-command.ts'

// A program of its own: an application's flags are those of all files that are compiled together.
it('knows the keys and values of an application that says which flags it has', async () => {
  const project = fileURLToPath(new URL('../typed', import.meta.url))
  const { output } = await runCommand(process.execPath, [localProgram('typescript', 'tsc'), '-p', project], {
    cwd: project,
  })
  expect(output).toBe('')
}, 30_000)
