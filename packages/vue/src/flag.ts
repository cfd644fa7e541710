import { caseOf, type FlagFallback, type FlagKey, type FlagNaming, type FlagValueFor } from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import { defineComponent, type VNode } from 'vue'
import { useFlag } from './use-flag.ts'

/** The names that slots can have: of the flag's values, with `on` and `off` for a boolean. */
export type FlagCase<V extends FlagValue> = V extends boolean
  ? 'on' | 'off'
  : V extends string | number
    ? `${V}`
    : never

/** A slot for each value, of which one is shown. */
export type FlagSlots<V extends FlagValue> = {
  readonly [Name in FlagCase<V> | 'default']?: (props: { readonly value: V }) => VNode[]
}

/** How a template sees {@link Flag}. */
export interface FlagComponent {
  new <K extends FlagKey, T extends FlagFallback<K>>(
    props: FlagNaming<K, T>,
  ): { readonly $props: FlagNaming<K, T>; readonly $slots: FlagSlots<FlagValueFor<K, T>> }
}

/**
 * Shows what a flag decides: the slot that is named for its value, `on` or `off` for a boolean. A text or number without
 * a slot of its own shows the fallback's. Where there is none either, the default slot is shown, whatever the value. Each
 * slot gets the value. In a template a fallback that is no text needs a colon: `:fallback="false"`.
 *
 * @throws Error when no client is provided.
 * @example
 * <Flag name="checkout" :fallback="false">
 *   <template #on><NewCheckout /></template>
 *   <template #off><Checkout /></template>
 * </Flag>
 * @example
 * <Flag name="hero" fallback="classic">
 *   <template #classic><ClassicHero /></template>
 *   <template #bold><BoldHero /></template>
 * </Flag>
 * @example <Flag name="limit" :fallback="10" v-slot="{ value }">at most {{ value }}</Flag>
 */
export const Flag = defineComponent(
  (props: FlagNaming<FlagKey, FlagFallback<FlagKey>>, { slots }) => {
    const value = useFlag(
      () => props.name,
      () => props.fallback,
    )
    return () => {
      const slot = slots[caseOf(slots, value.value, props.fallback)] ?? slots.default
      // Compiled templates keep marks of their own among the slots, under names that a value may have.
      return typeof slot === 'function' && slot({ value: value.value })
    }
  },
  { name: 'HalyardFlag', props: ['name', 'fallback'] },
  // Vue has no type for a component whose slots depend on its props.
) as unknown as FlagComponent
