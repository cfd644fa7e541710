import type { ExplainedSplitReport } from '@halyard/devtools'
import { clipText } from '../model/value-text.ts'
import { percentWords, splitBarWords } from '../text/why.ts'

/** A split as one bar: its ranges side by side, and a tick where this user falls. */
export function SplitBar({ split }: { split: ExplainedSplitReport }) {
  const { hashed, bucket, total, ranges } = split
  const parts = ranges.map(({ variant, from, to }) => ({
    name: clipText(typeof variant === 'string' ? variant : JSON.stringify(variant), 60),
    size: Math.max(0, to - from),
    share: percentWords(to - from, total),
    isHit: bucket >= from && bucket < to,
  }))
  const place = percentWords(bucket, total)
  return (
    <div class="split-bar">
      <div
        class="split-bar-track"
        role="img"
        aria-label={splitBarWords(
          clipText(hashed, 80),
          place,
          parts.map(({ name, share }) => `${name} ${share}`),
        )}
      >
        {parts.map(({ size, isHit }, index) => (
          <span
            key={`${index}`}
            class={isHit ? 'split-bar-range split-bar-hit' : 'split-bar-range'}
            style={{ flexGrow: total > 0 ? size / total : 0 }}
          />
        ))}
        <span
          class="split-bar-tick"
          style={{ left: `${total > 0 ? Math.min(100, ((bucket + 0.5) / total) * 100) : 0}%` }}
        />
      </div>
      <ul class="split-bar-legend">
        {parts.map(({ name, share, isHit }, index) => (
          <li key={`${index}`} class={isHit ? 'split-bar-named' : undefined}>
            <span class="mono">{name}</span> {share}
            {isHit && <span class="faint"> · here, at {place}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
