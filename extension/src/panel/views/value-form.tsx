import type { FlagReport } from '@halyard/devtools'
import type { FlagValueType } from '@halyard/schema'
import { useSignal } from '@preact/signals'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import type { FlagRow } from '../model/list-rows.ts'
import { isOverridable } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { parseOverride } from '../model/parse-override.ts'
import { shapeWarnings } from '../model/value-shape.ts'
import { clipText, editableText, MAX_DETAIL_TEXT } from '../model/value-text.ts'
import { OVERRIDE_TEXT, shapeText } from '../text/override.ts'
import type { JsonEditor } from './json-editor.ts'
import { JsonField } from './json-field.tsx'

/**
 * Overrides a flag with a value that a person types, in an editor for its type. What they typed stays when it cannot be
 * read. Ctrl or Cmd and Enter applies it; in the field of a number, Enter does.
 */
export function ValueForm(props: { session: PanelSession; row: FlagRow; hasChoices: boolean }) {
  const { session, row, hasChoices } = props
  const { flag } = row
  const id = useId()
  const draft = useSignal<string | null>(null)
  const problem = useSignal<string | null>(null)
  const editor = useRef<JsonEditor | null>(null)
  const current = editableText(flag.value)

  /** Shows the value that the page has, in the place of what was typed. */
  function showCurrent(): void {
    editor.current?.setText(current)
    draft.value = null
    problem.value = null
  }

  useEffect(() => {
    if (draft.value === null) showCurrent()
  }, [current])

  if (current.length > MAX_DETAIL_TEXT) {
    return (
      <p class="faint">
        This value is too long to edit here: {current.length.toLocaleString('en')} characters.
      </p>
    )
  }
  const text = draft.value ?? current
  const isJson = flag.type === 'object' || flag.type === undefined
  const label = `${hasChoices ? 'Another value' : 'Value'}, ${TYPE_NAMES[flag.type ?? 'unknown']}`
  const parse = (typed: string) => parseOverride(typed, flag.type, () => editor.current?.breakAt() ?? null)
  const variants = useMemo(() => comparableVariants(flag), [flag.variants])
  const check = (typed: string) => warningsOf(flag, typed, variants)

  function write(next: string): void {
    draft.value = next
    problem.value = null
  }

  function submit(event?: Event): void {
    event?.preventDefault()
    const parsed = parse(text)
    problem.value = parsed.ok ? null : parsed.problem
    if (!parsed.ok) return
    session.override(row, parsed.value)
    draft.value = null
  }

  const field = {
    id,
    class: 'field mono',
    value: text,
    spellcheck: false,
    'aria-invalid': problem.value !== null,
    'aria-describedby': `${id}-problem`,
    onInput: (event: { currentTarget: { value: string } }) => write(event.currentTarget.value),
  } as const
  return (
    <form
      class="value-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented)
          submit(event)
      }}
    >
      {isJson ? (
        <>
          <span class="faint">{label}</span>
          <JsonField
            text={text}
            label={label}
            describedBy={`${id}-problem`}
            problemOf={(typed) => {
              const parsed = parse(typed)
              return parsed.ok ? null : parsed.problem
            }}
            check={check}
            onInput={write}
            onSubmit={submit}
            onReady={(ready) => {
              editor.current = ready
            }}
          />
        </>
      ) : (
        <>
          <label for={id} class="faint">
            {label}
          </label>
          {flag.type === 'number' ? (
            <input {...field} type="text" inputMode="decimal" autocomplete="off" />
          ) : (
            <textarea {...field} rows={Math.min(10, text.split('\n').length)} />
          )}
        </>
      )}
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem.value}
      </p>
      {isJson && <Warnings messages={check(text).map(({ message }) => message)} />}
      <div class="value-actions">
        <button type="submit" class="button" disabled={!isOverridable(row)} title={OVERRIDE_TEXT.applyHint}>
          {OVERRIDE_TEXT.apply}
        </button>
        {isJson && (
          <button
            type="button"
            class="button"
            onClick={() => {
              const parsed = parse(text)
              if (parsed.ok) editor.current?.setText(JSON.stringify(parsed.value, null, 2))
              else problem.value = parsed.problem
            }}
          >
            {OVERRIDE_TEXT.format}
          </button>
        )}
        {draft.value !== null && draft.value !== current && (
          <button type="button" class="button" onClick={showCurrent}>
            {OVERRIDE_TEXT.revert}
          </button>
        )}
      </div>
    </form>
  )
}

function Warnings({ messages }: { messages: readonly string[] }) {
  return (
    <ul class="warnings" aria-live="polite">
      {messages.map((message) => (
        <li key={message} class="warn">
          {message}
        </li>
      ))}
    </ul>
  )
}

/** The variants that are no longer than what can be edited: a page can send more than anybody compares. */
function comparableVariants({ variants = {} }: FlagReport): readonly unknown[] {
  return Object.values(variants).filter((variant) => editableText(variant).length <= MAX_DETAIL_TEXT)
}

/** What is odd about a text that can be read, beside the flag's variants. */
function warningsOf({ type }: FlagReport, typed: string, variants: readonly unknown[]) {
  const parsed = parseOverride(typed, type)
  if (!parsed.ok) return []
  return shapeWarnings(parsed.value, variants).map((warning) => ({
    ...warning,
    message: clipText(shapeText(warning), 300),
  }))
}

const TYPE_NAMES: { readonly [Type in FlagValueType | 'unknown']: string } = {
  boolean: 'true or false',
  string: 'text without quotes',
  number: 'a number',
  object: 'JSON',
  unknown: 'any JSON, because the type is not known',
}
