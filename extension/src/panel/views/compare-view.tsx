import { type Signal, useSignal } from '@preact/signals'
import { ClipboardPaste, Globe, type LucideIcon, SaveAll, Undo2 } from 'lucide-preact'
import type { CompareSession } from '../model/compare-session.ts'
import { clipText } from '../model/value-text.ts'
import { snapshotName, COMPARE_TEXT as TEXT } from '../text/compare.ts'
import { FLAG_ADDRESS_TEXT } from '../text/flag-address.ts'
import { instantWords } from '../text/instant.ts'
import { AddressForm } from './address-form.tsx'
import { ClientSelect } from './client-select.tsx'
import { CompareResult } from './compare-result.tsx'
import { FileButton } from './file-button.tsx'
import { FileDrop } from './file-drop.tsx'
import { MissingClient } from './missing-client.tsx'
import { OtherFacts } from './other-facts.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { PasteForm } from './paste-form.tsx'

/** This page beside another time, another person's page or another environment. */
export function CompareView({ model, session: { comparison } }: PanelViewProps) {
  const openForm = useSignal<'paste' | 'address' | null>(null)
  const other = comparison.other.value
  const problem = comparison.problem.value
  const receive = (text: string, name: string) => comparison.receive(text, name, Date.now())
  return (
    <FileDrop class="compare-view" hint={TEXT.drop} onText={receive}>
      <div class="tool-bar">
        <SnapshotSelect session={comparison} />
        <FileButton label={TEXT.file} onText={receive} />
        <FormButton form="paste" openForm={openForm} label={TEXT.paste} Icon={ClipboardPaste} />
        <FormButton form="address" openForm={openForm} label={FLAG_ADDRESS_TEXT.open} Icon={Globe} />
        <KeepButton session={comparison} />
        <ClientSelect
          clients={comparison.clients.value}
          place={comparison.place.value}
          onChoose={comparison.choose}
        />
      </div>
      {openForm.value === 'address' && <AddressForm session={comparison} />}
      {openForm.value === 'paste' && (
        <PasteForm
          words={TEXT}
          onText={(text) => {
            openForm.value = null
            void receive(text, TEXT.paste)
          }}
        />
      )}
      <Deleted session={comparison} />
      <div role="alert" class={problem === null ? 'message-none' : 'message message-bad'}>
        {problem !== null && clipText(problem, 1_000)}
      </div>
      {!comparison.place.value ? (
        <MissingClient model={model} />
      ) : other ? (
        <>
          <OtherFacts session={comparison} other={other} />
          <CompareResult session={comparison} />
        </>
      ) : (
        <Ways />
      )}
    </FileDrop>
  )
}

/** Opens a form, in the place of the other one. */
function FormButton<Form extends string>(props: {
  form: Form
  openForm: Signal<Form | null>
  label: string
  Icon: LucideIcon
}) {
  const { form, openForm, label, Icon } = props
  const isOpen = openForm.value === form
  return (
    <button
      type="button"
      class="button"
      aria-expanded={isOpen}
      onClick={() => {
        openForm.value = isOpen ? null : form
      }}
    >
      <Icon size={12} aria-hidden="true" />
      {label}
    </button>
  )
}

function SnapshotSelect({ session }: { session: CompareSession }) {
  const kept = session.snapshots.list.value
  const other = session.other.value
  const snapshot = other?.kind === 'snapshot' ? other.snapshot : null
  const index = kept.findIndex(
    ({ name, takenAtMs }) => name === snapshot?.name && takenAtMs === snapshot.takenAtMs,
  )
  const isForeign = other !== null && index < 0
  return (
    <label class="labelled">
      {TEXT.with}
      <select
        class="select"
        value={isForeign ? 'foreign' : index}
        onChange={(event) => session.compareWith(kept[Number(event.currentTarget.value)] ?? null)}
      >
        <option value={-1}>{TEXT.choose}</option>
        {isForeign && (
          <option value="foreign">
            {TEXT.notKept(clipText(snapshot?.name ?? (other.kind === 'flag-file' ? other.name : ''), 60))}
          </option>
        )}
        {kept.map(({ name }, position) => (
          <option key={name} value={position}>
            {clipText(name, 80)}
          </option>
        ))}
      </select>
    </label>
  )
}

function KeepButton({ session }: { session: CompareSession }) {
  const place = session.place.value
  return (
    <button
      type="button"
      class="button"
      title={TEXT.keepHint}
      disabled={!place}
      onClick={() => {
        const nowMs = Date.now()
        const { url = '' } = place?.document.page.value ?? {}
        const host = /^\w+:\/\/([^/?#]+)/.exec(url)?.[1] ?? ''
        const name = snapshotName(clipText(host, 40), instantWords(nowMs))
        void session.keepSnapshot({ name, nowMs, userAgent: navigator.userAgent })
      }}
    >
      <SaveAll size={12} aria-hidden="true" />
      {TEXT.keep}
    </button>
  )
}

function Deleted({ session }: { session: CompareSession }) {
  const deleted = session.deleted.value
  return (
    <div role="status" class={deleted ? 'message' : 'message-none'}>
      {deleted && (
        <>
          <span>{TEXT.deleted(clipText(deleted.name, 80))}</span>
          <button type="button" class="button" onClick={() => void session.restore()}>
            <Undo2 size={12} aria-hidden="true" />
            {TEXT.undo}
          </button>
        </>
      )}
    </div>
  )
}

function Ways() {
  return (
    <div class="empty">
      <h1>{TEXT.empty}</h1>
      <ul>
        {TEXT.ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <p class="faint">{TEXT.emptyMore}</p>
    </div>
  )
}
