import type { FlagSource, FlagView } from '@halyard/client'

/**
 * A source that shows what it serves to somebody else besides the client, who can evaluate it for any context.
 *
 * @param onView called with every view, before the client has it; with the keys of the flags that differ from the view before,
 * or without where it may be all of them.
 */
export function capturedSource(
  source: FlagSource,
  onView: (view: FlagView, flagKeys?: readonly string[]) => void,
): FlagSource {
  function capture(view: FlagView, flagKeys?: readonly string[]): FlagView {
    onView(view, flagKeys)
    const patch: FlagView['patch'] = (changes) => {
      const { flags = {}, ...shared } = changes
      return capture(view.patch(changes), Object.keys(shared).length > 0 ? undefined : Object.keys(flags))
    }
    return Object.assign(Object.create(view) as FlagView, { patch })
  }
  return { ...source, load: (flagSet) => capture(source.load(flagSet)) }
}
