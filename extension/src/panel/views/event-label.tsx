import { Activity, Compass, Eye, type LucideIcon, Plug, RefreshCw, ScanEye, UserRound } from 'lucide-preact'
import type { TimelineEvent } from '../model/timeline.ts'
import { eventWord } from '../text/timeline.ts'

/** What happened as a shape and a word. */
export function EventLabel({ event }: { event: TimelineEvent }) {
  const Icon = ICONS[event.kind]
  const isTrouble = event.kind === 'connection' && event.error !== null
  return (
    <span class={isTrouble ? 'reason reason-warn' : 'reason'}>
      <Icon class="reason-shape" size={12} aria-hidden="true" />
      <span class="reason-word">{eventWord(event)}</span>
    </span>
  )
}

const ICONS: { readonly [Kind in TimelineEvent['kind']]: LucideIcon } = {
  read: Eye,
  change: RefreshCw,
  connection: Plug,
  context: UserRound,
  exposure: ScanEye,
  tracking: Activity,
  navigation: Compass,
}
