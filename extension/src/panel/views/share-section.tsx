import type { ShareState } from '@halyard/protocol/share'
import { useSignal } from '@preact/signals'
import { Copy, QrCode } from 'lucide-preact'
import type { ClientPlace } from '../model/list-rows.ts'
import { MAX_QR_LENGTH, SHARE_SPANS_MS, shareLink } from '../model/share-link.ts'
import { instantWords } from '../text/instant.ts'
import { SHARE_TEXT as TEXT } from '../text/scenarios.ts'
import { copyText } from './copy-text.ts'
import { LinkCode } from './link-code.tsx'
import { Section } from './section.tsx'
import { ToggleBox } from './toggle-box.tsx'

/** The most characters of a note. */
const MAX_NOTE_LENGTH = 500

/** Makes a link of a state. It always ends: nothing that one person tries becomes another's page for good. */
export function ShareSection({ state, place }: { state: ShareState; place: ClientPlace }) {
  const span = useSignal<number>(SHARE_SPANS_MS[2])
  const madeAtMs = useSignal(Date.now())
  const withContext = useSignal(false)
  const note = useSignal('')
  const said = useSignal('')
  const isCodeShown = useSignal(false)
  const { overrides, context, name } = state
  if (overrides.size === 0 && !withContext.value) {
    return (
      <Section title={TEXT.title}>
        <p class="faint">{TEXT.nothing}</p>
      </Section>
    )
  }
  const expiresAtMs = madeAtMs.value + span.value
  const result = shareLink(place.document.page.value?.url ?? '', {
    overrides,
    ...(withContext.value && context && { context }),
    ...(name !== undefined && { name }),
    ...(note.value.trim() && { note: note.value.trim() }),
    expiresAtMs,
  })
  return (
    <Section title={TEXT.title}>
      <p class="faint">{TEXT.how}</p>
      <div class="form-row">
        <label class="labelled">
          {TEXT.until}
          <select
            class="select"
            value={span.value}
            onChange={(event) => {
              span.value = Number(event.currentTarget.value)
              madeAtMs.value = Date.now()
            }}
          >
            {SHARE_SPANS_MS.map((spanMs, index) => (
              <option key={spanMs} value={spanMs}>
                {TEXT.spans[index]}
              </option>
            ))}
          </select>
        </label>
        <span class="faint">{TEXT.ends(instantWords(expiresAtMs))}</span>
      </div>
      {context && <ToggleBox label={TEXT.withContext} isOn={withContext} />}
      <input
        class="field"
        type="text"
        aria-label={TEXT.note}
        placeholder={TEXT.note}
        maxLength={MAX_NOTE_LENGTH}
        autocomplete="off"
        value={note.value}
        onInput={(event) => {
          note.value = event.currentTarget.value
        }}
      />
      {result.ok ? (
        <>
          <input
            class="field mono"
            type="text"
            readOnly
            aria-label={TEXT.link}
            value={result.link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div class="button-row">
            <button
              type="button"
              class="button"
              onClick={() => {
                said.value = copyText(result.link) ? TEXT.copied : TEXT.notCopied
              }}
            >
              <Copy size={12} aria-hidden="true" />
              {TEXT.copy}
            </button>
            <button
              type="button"
              class="button"
              aria-expanded={isCodeShown.value}
              onClick={() => {
                isCodeShown.value = !isCodeShown.value
              }}
            >
              <QrCode size={12} aria-hidden="true" />
              {isCodeShown.value ? TEXT.hideCode : TEXT.showCode}
            </button>
            <span role="status">{said.value}</span>
          </div>
          {isCodeShown.value &&
            (result.link.length > MAX_QR_LENGTH ? (
              <p class="warn">{TEXT.codeTooLong(result.link.length, MAX_QR_LENGTH)}</p>
            ) : (
              <LinkCode link={result.link} />
            ))}
        </>
      ) : (
        <p class="error">{result.problem}</p>
      )}
    </Section>
  )
}
