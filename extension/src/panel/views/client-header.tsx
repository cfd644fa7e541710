import type { ClientPlace } from '../model/list-rows.ts'
import { clipText, withoutProtocol } from '../model/value-text.ts'
import { FLAGS_TEXT } from '../text/flags.ts'

/** Names the client, and the document it lives in, above its flags. */
export function ClientHeader({ place, index }: { place: ClientPlace; index: number }) {
  const { sdk, state } = place.client.description.value
  const url = clipText(place.document.page.value?.url ?? '', 300)
  return (
    <tr class="row row-client" aria-rowindex={index + 2}>
      <td colSpan={7} title={url}>
        <strong>{place.document.isTopFrame ? FLAGS_TEXT.page : FLAGS_TEXT.frame}</strong>
        <span class="mono client-url">{withoutProtocol(url)}</span>
        <span class="faint client-sdk">
          {clipText(sdk, 60)} · {clipText(state, 30)}
        </span>
      </td>
    </tr>
  )
}
