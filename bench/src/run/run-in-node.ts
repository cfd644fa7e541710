import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runFolder } from '../../../e2e/src/browser/run-folder.ts'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { bundle } from './bundle.ts'
import type { MeasuringPlace } from './measuring-place.ts'

const ENTRY = join(import.meta.dirname, '../measure/node-process.ts')

/** Builds the program that measures, for production, and measures in a fresh Node process each time. */
export async function openNodePlace(): Promise<MeasuringPlace> {
  const program = join(runFolder('bench'), 'node-process.cjs')
  writeFileSync(program, await bundle({ entryPoints: [ENTRY], format: 'cjs', platform: 'node' }))
  return {
    name: `Node ${process.versions.node}`,
    async measure(subject, effort) {
      const { exitCode, output } = await runCommand(process.execPath, [program, subject, effort])
      if (exitCode !== 0) throw new Error(`"${subject}" could not be measured in Node:\n${output}`)
      return JSON.parse(output)
    },
    close: () => Promise.resolve(),
  }
}
