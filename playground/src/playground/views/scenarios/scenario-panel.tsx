import { MAX_NAME_LENGTH, receiveFile, saveFile } from '@halyard/extension/scenarios'
import { FileDown, FileUp, Link } from 'lucide-react'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { readScenarios, writeScenarios } from '../../model/read-scenarios.ts'
import type { SheetScenario } from '../../model/sheet-scenario.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { CopyButton } from '../copy-button.tsx'
import { AppShareButton } from './app-share-button.tsx'
import { PasteForm } from './paste-form.tsx'
import { ScenarioItem } from './scenario-item.tsx'
import { type ScenarioNotice, ScenarioNoticeLine } from './scenario-notice-line.tsx'
import { useKeptScenarios } from './use-kept-scenarios.ts'

interface ScenarioPanelProps {
  readonly state: SheetState
  onShow(state: SheetState): void
  /** Told how the sheet in view is called from now on. */
  onRename(name: string): void
}

/** Saves the sheet in view under a name, lists what is saved, and takes and gives files and links. */
export function ScenarioPanel({ state, onShow, onRename }: ScenarioPanelProps): ReactElement {
  const { scenarios, list, problem } = useKeptScenarios()
  const [notice, setNotice] = useState<ScenarioNotice>()

  async function keep(sheets: readonly SheetState[], verb: string): Promise<readonly string[]> {
    const names = await scenarios.add(sheets)
    if (names.length > 0) {
      setNotice({
        text: names.length === 1 ? `“${names[0]}” ${verb}.` : `${names.length} scenarios ${verb}.`,
        undo: () => void scenarios.remove(names),
      })
    }
    return names
  }

  async function save(name: string): Promise<void> {
    const [kept] = await keep([{ ...state, name }], 'saved')
    if (kept !== undefined) onRename(kept)
  }

  async function remove(scenario: SheetScenario): Promise<void> {
    const index = list.indexOf(scenario)
    await scenarios.remove([scenario.name])
    setNotice({ text: `“${scenario.name}” deleted.`, undo: () => void scenarios.restore(scenario, index) })
  }

  function receive(text: string): void {
    const read = readScenarios(text, state, Date.now())
    if (read.kind === 'scenarios') void keep(read.scenarios, 'imported')
    else if (read.kind === 'sheet') onShow(read.state)
    else setNotice({ text: read.problem, isProblem: true })
  }

  return (
    <>
      <SaveForm key={state.name} name={state.name ?? ''} onSave={save} />
      <ScenarioNoticeLine
        notice={problem === null ? notice : { text: problem, isProblem: true }}
        onDone={() => setNotice(undefined)}
      />
      {list.length === 0 ? (
        <p className="scenario-none">
          Nothing is saved yet. Give the sheet in view a name to find it again in this browser, or import what
          a colleague or the devtools panel has exported.
        </p>
      ) : (
        <ul className="scenario-list" aria-label="Saved scenarios">
          {list.map((scenario) => (
            <ScenarioItem
              key={scenario.name}
              scenario={scenario}
              isShown={scenario.name === state.name}
              onShow={() => onShow(scenario)}
              onRename={(name) => void scenarios.rename(scenario.name, name)}
              onRemove={() => void remove(scenario)}
            />
          ))}
        </ul>
      )}
      <div className="scenario-actions">
        <FileInput onText={receive} />
        <button
          type="button"
          className="button scenario-action"
          disabled={list.length === 0}
          onClick={() => saveFile('scenarios.json', writeScenarios(list))}
        >
          <FileDown size={16} aria-hidden />
          Export all
        </button>
        <CopyButton
          className="button scenario-action"
          icon={Link}
          label="Copy link to this sheet"
          text={() => location.href}
        />
        <AppShareButton key={JSON.stringify(state)} state={state} />
      </div>
      <PasteForm onText={receive} />
    </>
  )
}

interface SaveFormProps {
  readonly name: string
  onSave(name: string): void
}

function SaveForm({ name, onSave }: SaveFormProps): ReactElement {
  const [typed, setTyped] = useState(name)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (typed.trim() !== '') onSave(typed)
  }
  return (
    <form className="scenario-save" onSubmit={submit}>
      <label>
        Save this sheet as
        <input
          type="text"
          value={typed}
          maxLength={MAX_NAME_LENGTH}
          placeholder="Autumn sale"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        Save
      </button>
    </form>
  )
}

function FileInput({ onText }: { onText(text: string): void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button scenario-action" onClick={() => input.current?.click()}>
        <FileUp size={16} aria-hidden />
        Import a file
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Import a file"
        accept=".json,.md,.txt,application/json,text/plain,text/markdown"
        onChange={({ target }) => {
          receiveFile(target.files, onText)
          // So that the same file can be chosen again.
          target.value = ''
        }}
      />
    </>
  )
}
