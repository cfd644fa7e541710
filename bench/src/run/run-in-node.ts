import { join } from 'node:path'
import { runCommand } from '../../../scripts/process/run-command.ts'
import type { MeasuringPlace } from './measuring-place.ts'

const PROGRAM = join(import.meta.dirname, '../measure/node-process.ts')

/** Measures in a fresh Node process each time. */
export const nodePlace: MeasuringPlace = {
  name: `Node ${process.versions.node}`,
  async measure(subject, effort) {
    const { exitCode, output } = await runCommand(process.execPath, [PROGRAM, subject, effort], {
      env: { ...process.env, NODE_ENV: 'production' },
    })
    if (exitCode !== 0) throw new Error(`"${subject}" could not be measured in Node:\n${output}`)
    return JSON.parse(output)
  },
  close: () => Promise.resolve(),
}
