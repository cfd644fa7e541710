import type { ClientPlace } from '../model/list-rows.ts'
import { clipText } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'

/** Chooses one of the page's clients; nothing where there is no choice. */
export function ClientSelect(props: {
  clients: readonly ClientPlace[]
  place: ClientPlace | null
  onChoose: (place: ClientPlace) => void
}) {
  const { clients, place, onChoose } = props
  if (clients.length < 2 || !place) return null
  return (
    <label class="client-choice">
      <span class="faint">{CONTEXT_TEXT.client}</span>
      <select
        class="field"
        value={clients.findIndex(({ client }) => client === place.client)}
        onChange={(event) => {
          const next = clients[Number(event.currentTarget.value)]
          if (next) onChoose(next)
        }}
      >
        {clients.map(({ document, client }, index) => (
          <option key={`${document.connectionId} ${client.clientId}`} value={index}>
            {index + 1}. {clipText(client.description.value.sdk, 60)} ·{' '}
            {clipText(document.page.value?.url ?? '', 80)}
          </option>
        ))}
      </select>
    </label>
  )
}
