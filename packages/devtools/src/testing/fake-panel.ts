import { expect } from 'vitest'
import type { DevtoolsRegistry } from '../protocol/devtools-registry.ts'
import { type PageMessage, parsePageMessage } from '../protocol/messages.ts'

/** A panel that a test drives. */
export interface FakePanel {
  /** Says something as it is. */
  sayAnything(message: unknown): void
  /** Says a message; `halyard` is added. */
  say(message: object): void
  /** Says hello, and gives the snapshot that follows the welcome. */
  greet(hello?: object): Promise<MessageOf<'snapshot'>>
  /** The next message, whenever it comes. It has to be one that a panel can read, and of this type. */
  next<Type extends PageMessage['type']>(type: Type): Promise<MessageOf<Type>>
  /** Messages that have come and that nobody has taken. */
  readonly untaken: readonly PageMessage[]
  close(): void
}

/** A message of one type. */
export type MessageOf<Type> = Extract<PageMessage, { readonly type: Type }>

/** Connects a panel to a registry, as over a port: what cannot be cloned cannot be posted. */
export function connectPanel(registry: DevtoolsRegistry): FakePanel {
  const untaken: PageMessage[] = []
  let wake = (): void => undefined
  const connection = registry.connect((message) => {
    untaken.push(structuredClone(message))
    wake()
  })
  const sayAnything = (message: unknown): void => connection.receive(structuredClone(message))
  const say = (message: object): void => sayAnything({ halyard: 'devtools', ...message })

  async function next<Type extends PageMessage['type']>(type: Type): Promise<MessageOf<Type>> {
    while (untaken.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const message = untaken.shift()
    expect(message?.type).toBe(type)
    expect(parsePageMessage(message)).toBe(message)
    return message as MessageOf<Type>
  }

  return {
    sayAnything,
    say,
    async greet(hello = {}) {
      say({ type: 'hello', versions: [1], ...hello })
      await next('welcome')
      return next('snapshot')
    },
    next,
    untaken,
    close: () => connection.close(),
  }
}
