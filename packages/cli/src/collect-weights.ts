import { InvalidArgumentError } from 'commander'

/** Percent by variant. */
export type Weights = { readonly [variant: string]: number }

/**
 * Reads `on=10`, or several with commas between them, after those that were read before.
 *
 * @throws InvalidArgumentError that says how to write it.
 */
export function collectWeights(text: string, before: Weights = {}): Weights {
  const read = text.split(',').map((weight): [string, number] => {
    const [, variant, percent] = /^(.+)=(\d+(?:\.\d+)?)%?$/.exec(weight) ?? []
    if (variant !== undefined) return [variant, Number(percent)]
    throw new InvalidArgumentError(`${weight} is no weight. Write it as variant=percent, such as on=10.`)
  })
  return { ...before, ...Object.fromEntries(read) }
}
