import { TriangleAlert, X } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import './link-problem.css'

/** Says what of a link could not be read, until somebody has seen it. */
export function LinkProblem({ problem }: { readonly problem: string | undefined }): ReactElement | null {
  const [seen, setSeen] = useState<string>()
  if (problem === undefined || problem === seen) return null
  return (
    <div className="link-problem" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <p>{problem}</p>
      <button type="button" className="icon-button" aria-label="Close" onClick={() => setSeen(problem)}>
        <X size={16} aria-hidden />
      </button>
    </div>
  )
}
