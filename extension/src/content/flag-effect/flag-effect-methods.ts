import type { MethodHandlers } from '@halyard/devtools'
import { type EffectExperiment, startEffectExperiment } from './effect-experiment.ts'

/** What a panel can ask of the page about the effect of a flag. One effect is looked at at a time. */
export function createFlagEffectMethods(): Pick<
  Required<MethodHandlers>,
  'find-effect' | 'show-effect' | 'end-effect'
> {
  let running: EffectExperiment | undefined

  async function end(): Promise<void> {
    const ending = running
    running = undefined
    await ending?.end()
  }

  return {
    async 'find-effect'({ clientId, flagKey, value }, { client, onPanelGone }) {
      await end()
      const owner = client(clientId)
      if (!owner) throw new Error('the client of this flag is gone')
      const experiment = startEffectExperiment({ client: owner, flagKey, value })
      running = experiment
      // What the page's own client throws then has nobody to be told to.
      onPanelGone(() => experiment.end().catch(() => undefined))
      return experiment.effect.catch(async (error: unknown) => {
        await experiment.end()
        throw error
      })
    },
    async 'show-effect'({ side, entryId }) {
      if (!running) throw new Error('nothing is being compared on this page any more')
      await running.show(side, entryId)
      return null
    },
    async 'end-effect'() {
      await end()
      return null
    },
  }
}
