import { describeError } from './attempt.ts'
import { boundedCopy } from './bounded-copy.ts'
import type { PageMessage, PanelPayloads } from './messages.ts'
import type { MethodCall, MethodHandlers } from './methods.ts'

/** How much one answer, or one report of activity, may hold, in characters. */
export const MAX_RESULT_CHARACTERS = 2_000_000

/** The guard of the message knows which methods there are; what they take was judged there too. */
interface UncheckedMethods {
  readonly [name: string]: (parameters: object, call: MethodCall) => unknown
}

/**
 * Has somebody answer a panel's request.
 *
 * @param findOwner whose methods it is about; may throw, as whatever somebody else wrote.
 * @returns a promise that never rejects.
 */
export async function answerRequest(
  { requestId, method, parameters }: PanelPayloads['request'],
  findOwner: () => { readonly methods?: MethodHandlers | undefined } | undefined,
  call: MethodCall,
): Promise<PageMessage> {
  try {
    const methods = findOwner()?.methods as UncheckedMethods | undefined
    if (!methods?.[method]) throw new Error(`nobody on this page answers to "${method}" any more`)
    const { value: result } = boundedCopy(await methods[method](parameters, call), MAX_RESULT_CHARACTERS)
    return { halyard: 'devtools', type: 'response', requestId, result }
  } catch (error) {
    return { halyard: 'devtools', type: 'response', requestId, error: describeError(error) }
  }
}
