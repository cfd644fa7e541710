import { createTestClient } from '@halyard/client/testing'
import { expect, it } from 'vitest'
import { defineComponent, h, inject, nextTick } from 'vue'
import { useFlag } from '../use-flag.ts'
import { renderWithFlags } from './render-with-flags.ts'

const Greeting = defineComponent(
  (props: { name: string }) => {
    const isWarm = useFlag('warm', false)
    const mark = inject('mark', '.')
    return () => h('p', `${isWarm.value ? 'Welcome' : 'Hello'}, ${props.name}${mark}`)
  },
  { props: ['name'] },
)

it('renders with flags, and gives the client to change them', async () => {
  const { client, getByText } = renderWithFlags(Greeting, { flags: { warm: true }, props: { name: 'Ada' } })
  getByText('Welcome, Ada.')
  client.set('warm', false)
  await nextTick()
  getByText('Hello, Ada.')
})

it('takes a client that there is, and what the application provides besides', () => {
  const client = createTestClient({ flags: { warm: true } })
  const plugin = {
    install: (app: { provide(key: string, value: string): unknown }) => app.provide('mark', '!'),
  }
  const rendered = renderWithFlags(Greeting, {
    client,
    props: { name: 'Ada' },
    global: { plugins: [plugin] },
  })
  expect(rendered.client).toBe(client)
  rendered.getByText('Welcome, Ada!')
})
