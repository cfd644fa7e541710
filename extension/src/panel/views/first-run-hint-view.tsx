import type { FirstRunHint } from '../model/first-run-hint.ts'
import { FIRST_RUN_HINT } from '../text/first-run-hint.ts'

/** Says how to begin, until the person has dismissed it once. */
export function FirstRunHintView({ hint }: { hint: FirstRunHint }) {
  if (!hint.isShown.value) return null
  return (
    <aside class="first-run-hint" aria-label={FIRST_RUN_HINT.label}>
      <div>
        <p>
          {FIRST_RUN_HINT.override} {FIRST_RUN_HINT.why}
        </p>
        <p class="first-run-keys">
          {FIRST_RUN_HINT.keys.map(([key, does]) => (
            <span key={key}>
              <kbd>{key}</kbd> {does}
            </span>
          ))}
        </p>
      </div>
      <button type="button" class="button" onClick={hint.dismiss}>
        {FIRST_RUN_HINT.dismiss}
      </button>
    </aside>
  )
}
