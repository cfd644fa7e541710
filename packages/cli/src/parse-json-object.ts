import { parseJson } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'
import { InvalidArgumentError } from 'commander'

/**
 * Reads an option that is a JSON object.
 *
 * @throws InvalidArgumentError where it is none.
 */
export function parseJsonObject(text: string): object {
  const value = parseJson(text)
  if (isJsonObject(value)) return value
  throw new InvalidArgumentError('This is no JSON object, such as {"var": "isBeta"}.')
}
