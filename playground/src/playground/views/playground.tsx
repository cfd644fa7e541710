import { type ReactElement, useState } from 'react'
import { createAssignmentGate } from '../frames/assignment-gate.ts'
import { readCaptureMode } from '../model/capture-mode.ts'
import { CaptureSheet } from './capture-sheet.tsx'
import { useSheetAddress } from './use-sheet-address.ts'
import { Workspace } from './workspace.tsx'

/** The playground: whatever its address says. */
export function Playground({ defaultPageUrl }: { readonly defaultPageUrl: string }): ReactElement {
  const { state, problem, change } = useSheetAddress(defaultPageUrl)
  const [gate] = useState(createAssignmentGate)
  const captureMode = readCaptureMode(location.search)
  if (captureMode) return <CaptureSheet state={state} gate={gate} mode={captureMode} />
  // What was learnt about one page says nothing about the next one.
  return <Workspace key={state.pageUrl} gate={gate} state={state} problem={problem} onStateChange={change} />
}
