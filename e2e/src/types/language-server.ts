import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node'
import { localProgram } from '../../../scripts/process/local-program.ts'

/** TypeScript as an editor has it. `await using` ends it. */
export interface LanguageServer extends AsyncDisposable {
  /**
   * Opens a file with other text than it has on disk, and asks what may stand at the place marked with `|`.
   *
   * @returns what an editor lists, by label.
   */
  complete(path: string, textWithCursor: string): Promise<readonly string[]>
}

/** The answer to `textDocument/completion`, as far as it is read here. */
type Completions =
  | readonly { readonly label: string }[]
  | { readonly items: readonly { readonly label: string }[] }
  | null

/**
 * Starts TypeScript's language server. Source of the messages: the Language Server Protocol, 3.17.
 *
 * @example await using server = await startLanguageServer('/a/project')
 */
export async function startLanguageServer(folder: string): Promise<LanguageServer> {
  const child = spawn(process.execPath, [localProgram('typescript', 'tsc'), '--lsp', '--stdio'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(child, 'close')
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  connection.onRequest(() => null)
  connection.listen()
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  })
  await connection.sendNotification('initialized', {})

  return {
    async complete(path, textWithCursor) {
      const uri = pathToFileURL(path).href
      const [before = ''] = textWithCursor.split('|', 1)
      const text = textWithCursor.replace('|', '')
      const textDocument = { uri, languageId: 'typescript', version: 1, text }
      await connection.sendNotification('textDocument/didOpen', { textDocument })
      const lines = before.split('\n')
      const completions = await connection.sendRequest<Completions>('textDocument/completion', {
        textDocument: { uri },
        position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
      })
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
      const items = completions && 'items' in completions ? completions.items : (completions ?? [])
      return items.map(({ label }) => label)
    },
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      await ended
      connection.dispose()
    },
  }
}
