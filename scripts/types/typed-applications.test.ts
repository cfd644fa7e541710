import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'

const APPLICATIONS = globSync('packages/*/typed/tsconfig.json', { cwd: REPOSITORY }).map(dirname).sort()

// Each is a program of its own: an application's flags are those of all files that are compiled together.
it.each(APPLICATIONS)(
  '%s knows the keys and values of an application that says which flags it has',
  async (folder) => {
    const project = join(REPOSITORY, folder)
    const { output } = await runCommand(
      process.execPath,
      [localProgram('typescript', 'tsc'), '-p', project],
      { cwd: project },
    )
    expect(output).toBe('')
  },
  30_000,
)
