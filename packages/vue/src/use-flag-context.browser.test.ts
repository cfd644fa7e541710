import { expect, it } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { useFlagContext } from './use-flag-context.ts'

it('follows the context, whoever replaces it, and replaces it', async () => {
  const Shown = defineComponent(() => {
    const { context, setContext } = useFlagContext()
    const upgrade = () => setContext({ ...context.value, plan: 'team' })
    return () => h('button', { onClick: upgrade }, JSON.stringify(context.value))
  })
  const { client, container, getByRole } = renderWithFlags(Shown, { context: { targetingKey: 'u1' } })
  expect(container.textContent).toBe('{"targetingKey":"u1"}')
  getByRole('button').click()
  await nextTick()
  expect([container.textContent, client.context]).toEqual([
    '{"targetingKey":"u1","plan":"team"}',
    { targetingKey: 'u1', plan: 'team' },
  ])
  await client.setContext({ targetingKey: 'u2' })
  await nextTick()
  expect(container.textContent).toBe('{"targetingKey":"u2"}')
})
