import { describe, expect, it } from 'vitest'
import { createElementBlock, createVNode, defineComponent, h, nextTick, openBlock, withCtx } from 'vue'
import { Flag } from './flag.ts'
import { renderWithFlags } from './testing-library/render-with-flags.ts'

/** Shows a flag, as a template with these slots does. */
function show(
  flags: { readonly [flagKey: string]: string | number | boolean },
  name: string,
  fallback: string | number | boolean,
  slots: { readonly [name: string]: string | ((props: { readonly value: unknown }) => string) },
) {
  const functions = Object.fromEntries(
    Object.entries(slots).map(([slot, content]) => [
      slot,
      typeof content === 'string' ? () => content : content,
    ]),
  )
  return renderWithFlags(
    defineComponent(() => () => h(Flag as never, { name, fallback }, functions)),
    { flags },
  )
}

describe('Flag', () => {
  it('switches between two slots', async () => {
    const slots = { on: 'new', off: 'old' }
    const { client, container } = show({ checkout: true }, 'checkout', false, slots)
    expect(container.textContent).toBe('new')
    client.set('checkout', null)
    await nextTick()
    expect(container.textContent).toBe('old')
  })

  it('shows nothing for a slot that is left out, whatever the fallback', () => {
    expect(show({ a: false }, 'a', true, { on: 'new' }).container.textContent).toBe('')
  })

  it('chooses the slot of the value, and the one of the fallback where the value has none', async () => {
    const slots = { classic: 'C', bold: 'B', default: 'D' }
    const { client, container } = show({ hero: 'bold' }, 'hero', 'classic', slots)
    expect(container.textContent).toBe('B')
    client.set('hero', 'toString')
    await nextTick()
    expect(container.textContent).toBe('C')
  })

  it('chooses among numbers', () => {
    expect(show({ columns: 3 }, 'columns', 2, { 2: 'two', 3: 'three' }).container.textContent).toBe('three')
  })

  it('gives the value to the default slot, and to every other', () => {
    const text = ({ value }: { readonly value: unknown }) => `at most ${value}`
    expect(show({ limit: 5 }, 'limit', 10, { default: text }).container.textContent).toBe('at most 5')
    expect(show({ limit: 5 }, 'limit', 10, { 5: text }).container.textContent).toBe('at most 5')
  })

  it('shows nothing for a value whose name compiled templates use for themselves', () => {
    // What the compiler makes of `<div><Flag name="hero" fallback="classic"><template #bold>B</template></Flag></div>`.
    const slots = { bold: withCtx(() => ['B']), _: 1 }
    const Page = defineComponent(() => () => {
      openBlock()
      return createElementBlock('div', null, [
        createVNode(Flag as never, { name: 'hero', fallback: 'classic' }, slots),
      ])
    })
    expect(renderWithFlags(Page, { flags: { hero: 'bold' } }).container.textContent).toBe('B')
    expect(renderWithFlags(Page, { flags: { hero: '_' } }).container.textContent).toBe('')
  })
})
