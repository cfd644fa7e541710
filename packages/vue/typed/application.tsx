import { Flag, type FlagBinding, useFlag, useFlagDetails } from '@halyard/vue'
import { ref, type VNode } from 'vue'

const NO_THEME = { dark: false }

/** The slots of a flag in a template. */
const checkoutSlots = new Flag({ name: 'checkout', fallback: false }).$slots
const heroSlots = new Flag({ name: 'hero', fallback: 'classic' }).$slots
const columnsSlots = new Flag({ name: 'columns', fallback: 2 }).$slots
const themeSlots = new Flag({ name: 'theme', fallback: NO_THEME }).$slots

/** Whatever compiles for an application that has said which flags it has. */
export function accepted(): readonly VNode[] {
  const hero: 'classic' | 'bold' = useFlag('hero', 'classic').value
  const columns: 2 | 3 = useFlag(ref<'columns'>('columns'), () => 2 as const).value
  const dark: boolean = useFlagDetails('theme', NO_THEME).value.value.dark
  const bindings: readonly FlagBinding[] = ['checkout', ['hero', 'bold'], ['columns', columns]]
  checkoutSlots.on?.({ value: true })
  columnsSlots[3]?.({ value: columns })
  themeSlots.default?.({ value: { dark } })
  heroSlots.bold?.({ value: hero })
  return [<Flag name="hero" fallback={hero} />, <Flag name="checkout" fallback={bindings.length > 0} />]
}

/** Whatever does not. */
export function refused(): readonly VNode[] {
  // @ts-expect-error no flag has this key
  useFlag('heros', 'classic')
  // @ts-expect-error no value of the flag
  useFlag('hero', 'clasic')
  // @ts-expect-error only the client sets it
  useFlag('checkout', false).value = true
  // @ts-expect-error no flag has this key
  const key: FlagBinding = 'chekout'
  // @ts-expect-error no value of the flag
  const pair: FlagBinding = ['hero', 'blod']
  // @ts-expect-error the flag has no such value
  heroSlots.blod?.({ value: 'bold' })
  // @ts-expect-error the flag is no text
  checkoutSlots.bold?.({ value: true })
  // @ts-expect-error the slot gets a value of the flag
  heroSlots.default?.({ value: 'blod' })
  return [
    // @ts-expect-error no flag has this key
    <Flag name="chekout" fallback={false} />,
    // @ts-expect-error the flag is no boolean
    <Flag name="hero" fallback={key === pair} />,
  ]
}
