import {
  type MethodName,
  type PagePayloads,
  type PanelMessage,
  type ParametersOf,
  RESULT_GUARDS,
  type ResultOf,
} from '@halyard/devtools'

/** How long a page may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000

/** What a panel has asked of one document and has no answer to yet. */
export interface PageRequests {
  /** See `DocumentModel.request`. */
  make<Name extends MethodName>(
    clientId: string | null,
    method: Name,
    parameters: ParametersOf<Name>,
  ): Promise<ResultOf<Name>>
  /** Takes an answer. One that nobody waits for is ignored. */
  settle(response: PagePayloads['response']): void
  /** Rejects what waits, and everything from now on. */
  close(): void
}

interface Pending {
  readonly method: MethodName
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Makes requests of a page that is not trusted: what it answers is checked, and it may not answer at all. */
export function createPageRequests(send: (message: PanelMessage) => void): PageRequests {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let isClosed = false

  function make<Name extends MethodName>(
    clientId: string | null,
    method: Name,
    parameters: ParametersOf<Name>,
  ): Promise<ResultOf<Name>> {
    if (isClosed) return Promise.reject(pageIsGone())
    lastId += 1
    const requestId = lastId
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(
        () => request.reject(new Error(`the page did not answer within ${TIMEOUT_MS / 1000} s`)),
        TIMEOUT_MS,
      )
      const ended = (): void => {
        clearTimeout(timer)
        pending.delete(requestId)
      }
      const request: Pending = {
        method,
        resolve(result) {
          ended()
          resolve(result)
        },
        reject(error) {
          ended()
          reject(error)
        },
      }
      pending.set(requestId, request)
      const owner = clientId === null ? {} : { clientId }
      send({ halyard: 'devtools', type: 'request', requestId, ...owner, method, parameters })
    }) as Promise<ResultOf<Name>>
  }

  return {
    make,
    settle(response) {
      const request = pending.get(response.requestId)
      if (!request) return
      if ('error' in response) request.reject(new Error(response.error))
      else if (RESULT_GUARDS[request.method](response.result)) request.resolve(response.result)
      else request.reject(new Error(`the page answered "${request.method}" with something else`))
    },
    close() {
      isClosed = true
      for (const request of [...pending.values()]) request.reject(pageIsGone())
    },
  }
}

function pageIsGone(): Error {
  return new Error('the page is gone')
}
