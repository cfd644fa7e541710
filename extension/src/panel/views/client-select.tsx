import type { ClientChoice } from '../model/client-choice.ts'
import { clipText } from '../model/value-text.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'

/** Chooses one of the page's clients; nothing where there is no choice. */
export function ClientSelect({ choice }: { choice: ClientChoice }) {
  const clients = choice.clients.value
  const place = choice.place.value
  if (clients.length < 2 || !place) return null
  return (
    <label class="labelled">
      <span class="faint">{TEXT.client}</span>
      <select
        class="select"
        value={clients.findIndex(({ client }) => client === place.client)}
        onChange={(event) => {
          const next = clients[Number(event.currentTarget.value)]
          if (next) choice.choose(next)
        }}
      >
        {clients.map(({ document, client }, index) => (
          <option key={`${document.connectionId} ${client.clientId}`} value={index}>
            {clipText(client.description.value.sdk, 40)} · {clipText(document.page.value?.url ?? '', 60)}
          </option>
        ))}
      </select>
    </label>
  )
}
