import { type ReactElement, useId, useState } from 'react'
import { parsePageUrl } from '../../model/page-url.ts'
import './page-address-form.css'

interface PageAddressFormProps {
  readonly pageUrl: string
  onSubmit(pageUrl: string): void
}

/** The address of the page that is shown; Enter goes there. */
export function PageAddressForm({ pageUrl, onSubmit }: PageAddressFormProps): ReactElement {
  const [typed, setTyped] = useState(pageUrl)
  const [refused, setRefused] = useState(false)
  const id = useId()
  return (
    <form
      className="page-address"
      onSubmit={(event) => {
        event.preventDefault()
        const parsed = parsePageUrl(typed)
        setRefused(parsed === null)
        if (parsed !== null) onSubmit(parsed)
      }}
    >
      <label htmlFor={id}>Page</label>
      <input
        id={id}
        value={typed}
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={refused}
        aria-describedby={refused ? `${id}-refusal` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setRefused(false)
        }}
      />
      {refused && (
        <p id={`${id}-refusal`}>
          That is no web address. Type one as it stands in the browser, such as localhost:5173/cart.
        </p>
      )}
    </form>
  )
}
