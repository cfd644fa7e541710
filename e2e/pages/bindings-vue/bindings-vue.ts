import { provideFlagClient, useFlag } from '@halyard/vue'
import { defineComponent, h, render } from 'vue'
import { createBindingPage } from '../../src/bindings/binding-page.ts'

const Shown = defineComponent(
  (props: { flagKey: string; round: number; onRender: () => void }) => {
    const value = useFlag(() => props.flagKey, '-')
    return () => {
      props.onRender()
      return h('p', value.value)
    }
  },
  { props: ['flagKey', 'round', 'onRender'] },
)

window.bindingPage = createBindingPage({
  mount(element, client, flagKeys, onRender) {
    const Page = defineComponent(
      (props: { round: number }) => {
        provideFlagClient(client)
        return () => flagKeys.map((flagKey, key) => h(Shown, { key, flagKey, round: props.round, onRender }))
      },
      { props: ['round'] },
    )
    let round = 0
    const show = (): void => render(h(Page, { round }), element)
    show()
    return {
      rerender() {
        round += 1
        show()
      },
      unmount: () => render(null, element),
    }
  },
})
