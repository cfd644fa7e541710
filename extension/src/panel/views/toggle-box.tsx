import type { Signal } from '@preact/signals'
import { CheckBox } from './check-box.tsx'

/** A box to tick that holds its own answer. */
export function ToggleBox({ label, isOn }: { label: string; isOn: Signal<boolean> }) {
  return (
    <CheckBox
      label={label}
      isChecked={isOn.value}
      onChange={(isChecked) => {
        isOn.value = isChecked
      }}
    />
  )
}
