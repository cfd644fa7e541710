#!/usr/bin/env node
import { oldNodeComplaint } from './old-node-complaint.ts'

const complaint = oldNodeComplaint(process.versions.node)
if (complaint !== undefined) {
  process.stderr.write(`error: ${complaint}\n`)
  process.exitCode = 1
} else {
  // not before: an older Node lacks what is loaded here
  const { runProcess } = await import('./run-process.ts')
  process.exitCode = await runProcess()
}
