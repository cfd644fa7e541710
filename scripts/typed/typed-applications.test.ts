import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { localProgram } from '../process/local-program.ts'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'

const PROJECTS = globSync('packages/*/typed/tsconfig.json', { cwd: REPOSITORY }).map(dirname).sort()

it('finds the bindings', () => {
  expect(PROJECTS).toEqual(['packages/preact/typed', 'packages/react/typed', 'packages/vue/typed'])
})

// A program of its own each: an application's flags are those of all files that are compiled together.
it.each(PROJECTS)(
  'knows the keys and values of an application that says which flags it has: %s',
  async (project) => {
    const cwd = join(REPOSITORY, project)
    const { output } = await runCommand(process.execPath, [localProgram('typescript', 'tsc'), '-p', cwd], {
      cwd,
    })
    expect(output).toBe('')
  },
  30_000,
)
