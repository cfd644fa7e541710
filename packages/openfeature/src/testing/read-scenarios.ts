import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType } from '@cucumber/messages'

/** A scenario as it is run: with the steps of its background, and one row of its examples filled in. */
export interface Scenario {
  readonly name: string
  readonly line: number
  readonly steps: readonly {
    readonly text: string
    /** @default [] */
    readonly rows: readonly (readonly string[])[]
  }[]
}

/**
 * Reads a feature.
 *
 * @throws Error for text that is no Gherkin.
 */
export function readScenarios(feature: string): readonly Scenario[] {
  const envelopes = generateMessages(feature, '', SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    defaultDialect: 'en',
    includeSource: false,
    includeGherkinDocument: false,
    includePickles: true,
    newId: IdGenerator.incrementing(),
  })
  return envelopes.map(({ pickle, parseError }) => {
    if (!pickle) throw new Error(parseError?.message)
    return {
      name: pickle.name,
      line: pickle.location?.line ?? 0,
      steps: pickle.steps.map(({ text, argument }) => ({
        text,
        rows: argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [],
      })),
    }
  })
}
