import { createTestClient } from '@halyard/client/testing'
import { expect, it, vi } from 'vitest'
import { createSSRApp, defineComponent, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createFlagPlugin } from './create-flag-plugin.ts'
import { FlaggedPage } from './testing/flagged-page.ts'
import { useFlagContext } from './use-flag-context.ts'

it('renders values on a server, observes nothing there, and exposes nothing', async () => {
  const client = createTestClient({ flags: { hero: 'server' } })
  const spies = (['subscribe', 'subscribeState', 'subscribeContext', 'expose'] as const).map((name) =>
    vi.spyOn(client, name),
  )
  const Page = defineComponent(() => {
    useFlagContext()
    return () => h(FlaggedPage)
  })
  const html = await renderToString(createSSRApp(Page).use(createFlagPlugin(client)))
  expect(html.match(/<p[^>]*>[^<]+/g)).toEqual([
    '<p>server',
    '<p>server',
    '<p>server',
    '<p style="color:red;">server',
    '<p style="color:red;display:none;">browser',
    '<p style="color:red;display:none;">fallback',
  ])
  for (const spy of spies) expect(spy).not.toHaveBeenCalled()
})
