import { printReports, runFences } from './fences/run-fences.ts'

const reports = await runFences()
printReports(reports)
process.exitCode = reports.some(({ problems }) => problems.length > 0) ? 1 : 0
