import type { EvaluationContext } from '@halyard/schema'
import { useSignal } from '@preact/signals'
import { Copy, FileDown } from 'lucide-preact'
import { writeBugReport } from '../model/bug-report.ts'
import type { ClientPlace } from '../model/list-rows.ts'
import { type PageSnapshot, takeSnapshot } from '../model/page-snapshot.ts'
import { writeSnapshot } from '../model/snapshot-format.ts'
import { clipText, MAX_DETAIL_TEXT, valueText } from '../model/value-text.ts'
import { BUG_REPORT_WORDS, SHARE_TEXT, BUG_REPORT_TEXT as TEXT } from '../text/scenarios.ts'
import { CheckBox } from './check-box.tsx'
import { copyText } from './copy-text.ts'
import { saveFile } from './save-file.ts'
import { Section } from './section.tsx'
import { ToggleBox } from './toggle-box.tsx'

const MAX_ATTRIBUTES = 100

/** Takes down the page for a developer. What of the context and the address is told is the reader's choice. */
export function BugReportSection({ place }: { place: ClientPlace }) {
  const { context } = place.client.description.value
  const attributes = Object.keys(context).slice(0, MAX_ATTRIBUTES)
  const heldBack = useSignal<ReadonlySet<string>>(new Set())
  const withContext = useSignal(true)
  const withQuery = useSignal(true)
  const isPreviewed = useSignal(false)
  const said = useSignal('')

  function snapshot(): PageSnapshot {
    const { share, url, ...taken } = takeSnapshot(place, {
      name: clipText(place.document.page.value?.title || TEXT.title, 60),
      nowMs: Date.now(),
      userAgent: navigator.userAgent,
    })
    const told = Object.entries(context).filter(([attribute]) => !heldBack.value.has(attribute))
    return {
      ...taken,
      url: withQuery.value ? url : url.replace(/[?#].*$/, ''),
      share: {
        overrides: share.overrides,
        ...(withContext.value && { context: Object.fromEntries(told) as EvaluationContext }),
      },
    }
  }

  /** Does something with the snapshot; where there is too much to be shared, says so instead. */
  function use(take: (snapshot: PageSnapshot) => string): string {
    try {
      return take(snapshot())
    } catch (error) {
      return `${(error as Error).message}.`
    }
  }

  const report = () => use((taken) => writeBugReport(taken, BUG_REPORT_WORDS))
  return (
    <Section title={TEXT.title}>
      <p class="faint">{TEXT.how}</p>
      <ToggleBox label={TEXT.withQuery} isOn={withQuery} />
      <ToggleBox label={TEXT.withContext} isOn={withContext} />
      {withContext.value && attributes.length > 0 && (
        <fieldset class="attributes">
          <legend class="visually-hidden">{TEXT.attributes}</legend>
          {attributes.map((attribute) => (
            <CheckBox
              key={attribute}
              label={clipText(attribute, 80)}
              value={valueText(context[attribute], 60)}
              isChecked={!heldBack.value.has(attribute)}
              onChange={(isChecked) => {
                const next = new Set(heldBack.value)
                if (isChecked) next.delete(attribute)
                else next.add(attribute)
                heldBack.value = next
              }}
            />
          ))}
        </fieldset>
      )}
      <div class="button-row">
        <button
          type="button"
          class="button"
          onClick={() => {
            said.value = use((taken) => {
              const text = writeBugReport(taken, BUG_REPORT_WORDS)
              return copyText(text) ? TEXT.copied(text.length) : SHARE_TEXT.notCopied
            })
          }}
        >
          <Copy size={12} aria-hidden="true" />
          {TEXT.copy}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            said.value = use((taken) => {
              saveFile(`${taken.name}.snapshot.json`, JSON.stringify(writeSnapshot(taken)))
              return ''
            })
          }}
        >
          <FileDown size={12} aria-hidden="true" />
          {TEXT.save}
        </button>
        <span role="status">{said.value}</span>
      </div>
      <details
        onToggle={(event) => {
          isPreviewed.value = event.currentTarget.open
        }}
      >
        <summary>{TEXT.preview}</summary>
        {isPreviewed.value && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          <pre class="mono code value-json report-preview" tabIndex={0}>
            {clipText(report(), MAX_DETAIL_TEXT)}
          </pre>
        )}
      </details>
    </Section>
  )
}
