import type { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'

/**
 * Counts what the main thread of a page or of the panel does.
 *
 * @returns a function that reads it, in milliseconds of the processor.
 */
export async function countProcessorTime(target: SessionOwner): Promise<() => Promise<number>> {
  const session = await target.createCDPSession()
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return Number(metrics.find(({ name }) => name === 'TaskDuration')?.value) * 1000
  }
}

type Browser = Awaited<ReturnType<typeof launchBrowser>>['browser']
type SessionOwner = Pick<ReturnType<Browser['target']>, 'createCDPSession'>
