import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser/ensure-browser.ts'
import { printReports, runFences } from './fences/run-fences.ts'
import { localProgram } from './process/local-program.ts'
import { runCommand } from './process/run-command.ts'
import { REPOSITORY, STATE } from './repository.ts'

const RESULTS = join(STATE, 'test-results.json')

interface VitestResults {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

const chromePath = await ensureBrowser(console.log).catch((error: Error) => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})

console.log('Fences\n')
const reports = await runFences()
printReports(reports)
const broken = reports.filter(({ problems }) => problems.length > 0).length

console.log('\nTests\n')
mkdirSync(STATE, { recursive: true })
rmSync(RESULTS, { force: true })
const { exitCode } = await runCommand(
  process.execPath,
  [
    localProgram('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${RESULTS}`,
    ...process.argv.slice(2),
  ],
  { cwd: REPOSITORY, env: { ...process.env, CHROME_PATH: chromePath }, echo: true },
)
const results = readResults()
// A run that ends badly without a failed test (a crash, an error outside any test) still counts as a failure.
const failedTests = results.numFailedTests || (exitCode === 0 ? 0 : 1)
const failed = failedTests + broken
const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : ''
console.log(`${results.numPassedTests + reports.length - broken} passed, ${failed} failed${skipped}`)
process.exitCode = failed > 0 ? 1 : 0

function readResults(): VitestResults {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8')) as VitestResults
  } catch {
    // Vitest ended before it wrote a result; its exit code says the rest.
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
  }
}
