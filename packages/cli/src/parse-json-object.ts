import { parseJson } from '@halyard/protocol/wire'
import { isJsonObject, type JsonObject } from '@halyard/schema'
import { InvalidArgumentError } from 'commander'

/**
 * Reads a JSON object of the command line.
 *
 * @throws InvalidArgumentError when it is none.
 */
export function parseJsonObject(text: string): JsonObject {
  const value = parseJson(text)
  // what was parsed as JSON holds nothing else
  if (isJsonObject(value)) return value as JsonObject
  throw new InvalidArgumentError('This is no JSON object, such as {"var": "isBeta"}.')
}
