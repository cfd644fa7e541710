import type { FlagReport } from '@halyard/devtools'
import { Globe, Lock, type LucideIcon, Pencil, Timer } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { isFixed } from '../model/overridden.ts'
import { OVERRIDE_TEXT, overriddenBy } from '../text/override.ts'
import { TimeLeft } from './time-left.tsx'

/** In the place of the reason of an overridden flag: how far the override reaches, and the time it has left. */
export function OverrideTermsLabel({ flag }: { flag: FlagReport }) {
  const { scope, expiresAtMs } = flag.override ?? {}
  if (isFixed(flag))
    return <Label Icon={Lock} title={OVERRIDE_TEXT.fixed} text={OVERRIDE_TEXT.byCode} tone="plain" />
  if (expiresAtMs === undefined) {
    return scope === 'origin' ? (
      <Label Icon={Globe} title={overriddenBy(scope)} text={OVERRIDE_TEXT.everyTab} />
    ) : (
      <Label Icon={Pencil} title={overriddenBy(scope)} text={OVERRIDE_TEXT.overridden} />
    )
  }
  return (
    <Label Icon={scope === 'origin' ? Globe : Timer} title={overriddenBy(scope)}>
      {scope === 'origin' && <span class="visually-hidden">{OVERRIDE_TEXT.everyTab}, </span>}
      <TimeLeft expiresAtMs={expiresAtMs} />
    </Label>
  )
}

function Label(props: {
  Icon: LucideIcon
  title: string
  text?: string
  tone?: 'plain' | 'override'
  children?: ComponentChildren
}) {
  const { Icon, title, text, tone = 'override', children } = props
  return (
    <span class={`reason reason-${tone}`} title={title}>
      <Icon class="reason-shape" size={12} aria-hidden="true" />
      <span class="reason-word">{text ?? children}</span>
    </span>
  )
}
