import type { MethodName } from '@halyard/devtools'
import type { ClientPlace } from './list-rows.ts'

/** Whether a client says that it can be asked this. */
export function offers({ client }: Pick<ClientPlace, 'client'>, method: MethodName): boolean {
  return client.description.value.methods?.includes(method) === true
}
