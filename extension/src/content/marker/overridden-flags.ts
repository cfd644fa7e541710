import {
  type ClientReport,
  DEVTOOLS_PROTOCOL_VERSIONS,
  type FlagReport,
  type PanelMessage,
  parsePageMessage,
} from '@halyard/devtools'
import { isOverridden } from '../../panel/model/overridden.ts'
import { sayGoodbye } from '../goodbye.ts'

/** The most flags that are listed. */
const MAX_LISTED = 100

/** A flag that is overridden, and its client. */
export interface OverriddenFlag {
  readonly clientId: string
  readonly flag: FlagReport
}

/** A conversation with a page about its overrides. */
export interface OverriddenFlags {
  reset(flag: OverriddenFlag): void
  resetAll(): void
  close(): void
}

/**
 * Follows which flags of a page are overridden.
 *
 * @param port the page's end, as a panel would use it.
 * @param onChange told of them at first and after every change, at most 100.
 */
export function watchOverriddenFlags(
  port: MessagePort,
  onChange: (flags: readonly OverriddenFlag[]) => void,
): OverriddenFlags {
  const clients = new Map<string, Map<string, FlagReport>>()

  function say(message: PanelMessage): void {
    port.postMessage(message)
  }

  function take(clientId: string, flags: readonly FlagReport[], removed: readonly string[] = []): void {
    const overridden = clients.get(clientId) ?? new Map<string, FlagReport>()
    clients.set(clientId, overridden)
    for (const flagKey of removed) overridden.delete(flagKey)
    for (const flag of flags) {
      if (isOverridden(flag)) overridden.set(flag.flagKey, flag)
      else overridden.delete(flag.flagKey)
    }
  }

  function begin({ clientId, flags }: ClientReport): void {
    clients.delete(clientId)
    take(clientId, flags)
  }

  function list(): OverriddenFlag[] {
    return [...clients]
      .flatMap(([clientId, flags]) => [...flags.values()].map((flag) => ({ clientId, flag })))
      .slice(0, MAX_LISTED)
  }

  port.onmessage = ({ data }) => {
    const message = parsePageMessage(data)
    if (message?.type === 'snapshot') {
      clients.clear()
      message.clients.forEach(begin)
    } else if (message?.type === 'client-added') begin(message.client)
    else if (message?.type === 'client-removed') clients.delete(message.clientId)
    else if (message?.type === 'flags-changed') take(message.clientId, message.flags, message.removed)
    else return
    onChange(list())
  }
  say({ halyard: 'devtools', type: 'hello', versions: DEVTOOLS_PROTOCOL_VERSIONS })

  return {
    reset({ clientId, flag: { flagKey } }) {
      say({ halyard: 'devtools', type: 'reset-override', clientId, flagKey })
    },
    resetAll() {
      for (const clientId of clients.keys()) say({ halyard: 'devtools', type: 'reset-override', clientId })
    },
    close: () => sayGoodbye(port),
  }
}
