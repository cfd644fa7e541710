import { useEffect, useId, useRef } from 'preact/hooks'
import type { CompareSession } from '../model/compare-session.ts'
import { FLAG_ADDRESS_TEXT as TEXT } from '../text/flag-address.ts'

/** Takes the address of somebody's flags, and the key that opens it. */
export function AddressForm({ session }: { session: CompareSession }) {
  const { url, clientKey } = session.address.value
  const isReading = session.isReading.value
  const first = useRef<HTMLInputElement>(null)
  const hint = useId()
  useEffect(() => first.current?.focus(), [])

  return (
    <form
      class="address-form"
      onSubmit={(event) => {
        event.preventDefault()
        void session.readAddress(session.address.value, Date.now())
      }}
    >
      <input
        ref={first}
        type="text"
        inputMode="url"
        class="field mono"
        aria-label={TEXT.field}
        aria-describedby={hint}
        placeholder={TEXT.example}
        spellcheck={false}
        autocomplete="off"
        value={url}
        onInput={({ currentTarget: { value } }) => {
          session.address.value = { url: value, clientKey }
        }}
      />
      <input
        type="text"
        class="field mono"
        aria-label={TEXT.key}
        placeholder={`${TEXT.key}, ${TEXT.keyHint}`}
        spellcheck={false}
        autocomplete="off"
        value={clientKey}
        onInput={({ currentTarget: { value } }) => {
          session.address.value = { url, clientKey: value.trim() }
        }}
      />
      <button type="submit" class="button" disabled={isReading || url.trim() === ''}>
        {isReading ? TEXT.reading : TEXT.read}
      </button>
      <p class="faint" id={hint}>
        {TEXT.hint}
      </p>
    </form>
  )
}
