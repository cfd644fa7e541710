/** A box to tick, with its label; and what is written as in code behind it. */
export function CheckBox(props: {
  label: string
  value?: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}) {
  const { label, value, isChecked, onChange } = props
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class={value === undefined ? '' : 'mono'}>{label}</span>
      {value !== undefined && <span class="mono faint check-value">{value}</span>}
    </label>
  )
}
