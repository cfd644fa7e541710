import { parseRelayMessage, type RelayMessage } from '../content/channel.ts'

// Shows on the toolbar icon how many flags of a tab are overridden. Chrome stops this worker whenever it is idle, so
// what it knows of a tab it asks of that tab's documents again. No panel depends on it.

/** The colour that means "overridden by you" on every surface: `--override` of the tokens. */
const OVERRIDE_COLOUR = '#ab4aba'

/** The largest count that fits into a badge. */
const LARGEST = 999

/** Tab → document → how many of its flags are overridden. */
const tabs = new Map<number, Map<string, number>>()

void chrome.action.setBadgeBackgroundColor({ color: OVERRIDE_COLOUR })
void chrome.action.setBadgeTextColor({ color: '#ffffff' })

chrome.runtime.onMessage.addListener((received, { tab, frameId, documentId = `frame ${frameId}` }) => {
  const message = parseRelayMessage(received)
  if (message?.halyard !== 'overridden' || tab?.id === undefined) return
  take(tab.id, documentId, frameId === 0, message.count)
})

chrome.tabs.onRemoved.addListener((tabId) => void tabs.delete(tabId))

function take(tabId: number, documentId: string, isTopFrame: boolean, count: number): void {
  const known = tabs.get(tabId)
  // A tab's next page, or a worker that was stopped in between.
  const isNew = !known || (isTopFrame && !known.has(documentId))
  const documents = isNew ? new Map<string, number>() : known
  tabs.set(tabId, documents.set(documentId, count))
  show(tabId, documents)
  if (isNew) tell(tabId, { halyard: 'count' })
}

function show(tabId: number, documents: ReadonlyMap<string, number>): void {
  const count = [...documents.values()].reduce((sum, each) => sum + each, 0)
  const text = count === 0 ? '' : count > LARGEST ? `${LARGEST}+` : String(count)
  const flags = count === 1 ? '1 flag' : `${count} flags`
  const title = count === 0 ? 'Halyard: feature flags' : `Halyard: ${flags} overridden in this tab`
  for (const done of [
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setTitle({ tabId, title }),
  ]) {
    done.catch(ignoreClosedTab)
  }
}

function tell(tabId: number, message: RelayMessage): void {
  chrome.tabs.sendMessage(tabId, message).catch(ignoreClosedTab)
}

function ignoreClosedTab(): void {
  // Nobody is left to see it.
}
