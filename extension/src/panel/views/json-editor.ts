import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { ensureSyntaxTree, HighlightStyle, syntaxHighlighting, syntaxTree } from '@codemirror/language'
import { type Diagnostic, linter } from '@codemirror/lint'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { SyntaxNode, Tree } from '@lezer/common'
import { tags } from '@lezer/highlight'
import type { ShapeWarning, ValuePath } from '../model/value-shape.ts'

/** What an editor of JSON needs. */
export interface JsonEditorOptions {
  readonly text: string
  /** Names the editor for assistive technology. */
  readonly label: string
  /** The id of the element that says what is wrong. */
  readonly describedBy: string
  /** Why a text cannot be used, as a sentence; `null` where it can. */
  problemOf(text: string): string | null
  /** What to warn of in a text that can be used. */
  check(text: string): readonly (ShapeWarning & { readonly message: string })[]
  onInput(text: string): void
  /** Ctrl or Cmd and Enter. */
  onSubmit(): void
}

/** An editor in a page. */
export interface JsonEditor {
  /** Replaces the whole text; undo brings it back. */
  setText(text: string): void
  focus(): void
  /** Whether the text can be read and copied alone. @default false */
  setReadOnly(isReadOnly: boolean): void
  /** Where the text breaks, as a line and a column that both count from 1; `null` where it does not. */
  breakAt(): { readonly line: number; readonly column: number } | null
  destroy(): void
}

/**
 * Creates an editor of JSON: CodeMirror, in a chunk of its own that only those load who edit an object.
 *
 * @param parent the element that it fills.
 */
export function createJsonEditor(parent: HTMLElement, options: JsonEditorOptions): JsonEditor {
  const access = new Compartment()
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [access.of([]), extensions(options)],
    }),
  })
  return {
    setText(text) {
      if (text === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    focus: () => view.focus(),
    setReadOnly(isReadOnly) {
      const attributes = EditorView.contentAttributes.of({ 'aria-readonly': 'true' })
      view.dispatch({
        effects: access.reconfigure(isReadOnly ? [EditorState.readOnly.of(true), attributes] : []),
      })
    },
    breakAt() {
      const offset = syntaxErrorAt(view.state)
      if (offset === null) return null
      const line = view.state.doc.lineAt(offset)
      return { line: line.number, column: offset - line.from + 1 }
    },
    destroy: () => view.destroy(),
  }
}

function extensions(options: JsonEditorOptions): Extension {
  function submit(): boolean {
    options.onSubmit()
    return true
  }

  return [
    // The default keys have another meaning for it.
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: submit }])),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    history(),
    json(),
    syntaxHighlighting(HIGHLIGHTS),
    linter((view) => diagnose(view.state, options), { delay: 150 }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      'aria-describedby': options.describedBy,
      spellcheck: 'false',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onInput(update.state.doc.toString())
    }),
  ]
}

/** Colours are those of the tokens, which follow light and dark by themselves. */
const HIGHLIGHTS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--text-strong)' },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--accent-text)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--text-faint)' },
])

function diagnose(state: EditorState, { problemOf, check }: JsonEditorOptions): readonly Diagnostic[] {
  const text = state.doc.toString()
  const problem = problemOf(text)
  if (problem !== null) {
    const from = Math.min(syntaxErrorAt(state) ?? 0, Math.max(0, text.length - 1))
    return [{ from, to: Math.min(from + 1, text.length), severity: 'error', message: problem }]
  }
  return check(text).map(({ path, message }) => ({ ...locate(state, path), severity: 'warning', message }))
}

function syntaxErrorAt(state: EditorState): number | null {
  let found: number | null = null
  treeOf(state).iterate({
    enter({ type, from }) {
      if (type.isError) found ??= from
    },
  })
  return found
}

/** Of the whole text, unless that takes longer than people wait. */
function treeOf(state: EditorState): Tree {
  return ensureSyntaxTree(state, state.doc.length, 100) ?? syntaxTree(state)
}

/** Where a member begins and ends: its name, or an item's whole text. */
function locate(state: EditorState, path: ValuePath): { from: number; to: number } {
  let node: SyntaxNode | null = treeOf(state).topNode.firstChild
  let range = firstCharacter(node, state)
  for (const step of path) {
    const member: SyntaxNode | null =
      typeof step === 'number' ? itemOf(node, step) : propertyOf(node, step, state)
    if (!member) return range
    node = member.name === 'Property' ? member.lastChild : member
    range = {
      from: member.from,
      to: member.firstChild?.name === 'PropertyName' ? member.firstChild.to : member.to,
    }
  }
  return range
}

function firstCharacter(node: SyntaxNode | null, state: EditorState): { from: number; to: number } {
  const from = node?.from ?? 0
  return { from, to: Math.min(from + 1, state.doc.length) }
}

function itemOf(list: SyntaxNode | null, index: number): SyntaxNode | null {
  const items = childrenOf(list).filter(({ name }) => !['[', ']', ',', '⚠'].includes(name))
  return items[index] ?? null
}

function propertyOf(object: SyntaxNode | null, name: string, state: EditorState): SyntaxNode | null {
  const found = childrenOf(object).filter(({ firstChild }) => {
    if (firstChild?.name !== 'PropertyName') return false
    return JSON.parse(state.sliceDoc(firstChild.from, firstChild.to)) === name
  })
  // Of a name that is there twice, JSON takes the last.
  return found.at(-1) ?? null
}

function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) children.push(child)
  return children
}
