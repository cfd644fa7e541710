import { Flag, useFlag, useFlagDetails, useFlagSignal } from '@halyard/preact'
import type { ReadonlySignal } from '@preact/signals'
import type { VNode } from 'preact'

const NO_THEME = { dark: false }

/** Whatever compiles for an application that has said which flags it has. */
export function Accepted(): VNode {
  const hero: 'classic' | 'bold' = useFlag('hero', 'classic')
  const columns: ReadonlySignal<2 | 3> = useFlagSignal('columns', 2)
  const dark: boolean = useFlagDetails('theme', NO_THEME).value.dark
  return (
    <>
      {hero} {columns} {dark}
      <Flag name="checkout" fallback={false} on="new" off="old" />
      <Flag name="hero" fallback="classic" cases={{ classic: 'C', bold: 'B' }} />
      <Flag name="hero" fallback="bold" cases={{ bold: 'B' }} />
      <Flag name="columns" fallback={2} cases={{ 2: 'two', 3: 'three' }} />
      <Flag name="theme" fallback={NO_THEME}>
        {(theme) => (theme.dark ? 'dark' : 'light')}
      </Flag>
    </>
  )
}

/** Whatever does not. */
export function Refused(): VNode {
  // @ts-expect-error no flag has this key
  useFlag('heros', 'classic')
  // @ts-expect-error no value of the flag
  useFlag('hero', 'clasic')
  return (
    <>
      {/* @ts-expect-error no flag has this key */}
      <Flag name="chekout" fallback={false} on="new" />
      {/* @ts-expect-error the flag has no such value */}
      <Flag name="hero" fallback="classic" cases={{ classic: 'C', blod: 'B' }} />
      {/* @ts-expect-error the fallback has no case */}
      <Flag name="hero" fallback="classic" cases={{ bold: 'B' }} />
      {/* @ts-expect-error the flag is no boolean */}
      <Flag name="hero" fallback={false} on="new" />
      {/* @ts-expect-error the flag is no text */}
      <Flag name="checkout" fallback="on" cases={{ on: 'new' }} />
    </>
  )
}
