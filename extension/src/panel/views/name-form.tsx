import { useSignal } from '@preact/signals'
import { MAX_NAME_LENGTH } from '../model/unique-name.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'

/** Asks for the name of something that is kept. */
export function NameForm(props: {
  /** What the button says. */
  action: string
  /** What the field begins with. */
  name: string
  onName: (name: string) => void
}) {
  const draft = useSignal(props.name)
  const name = draft.value.trim()
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '') props.onName(name)
      }}
    >
      <input
        class="field"
        type="text"
        aria-label={TEXT.name}
        placeholder={TEXT.name}
        maxLength={MAX_NAME_LENGTH}
        autocomplete="off"
        value={draft.value}
        onInput={(event) => {
          draft.value = event.currentTarget.value
        }}
      />
      <button type="submit" class="button" disabled={name === ''}>
        {props.action}
      </button>
    </form>
  )
}
