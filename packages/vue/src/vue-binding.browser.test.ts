import { render } from '@testing-library/vue'
import { defineComponent, h, nextTick, type PropType, shallowReactive, shallowRef } from 'vue'
import {
  type BindingAdapter,
  describeBinding,
  type ShownFlag,
} from '../../client/src/testing/binding-contract.ts'
import { provideFlagClient } from './provide-flag-client.ts'
import { useFlag } from './use-flag.ts'

const Shown = defineComponent({
  props: {
    flag: { type: Object as PropType<ShownFlag>, required: true },
    onRender: { type: Function as PropType<() => void>, required: true },
  },
  setup(props) {
    const value = useFlag(
      () => props.flag.flagKey,
      () => props.flag.fallback,
    )
    return () => {
      props.onRender()
      return h('p', String(value.value))
    }
  },
})

const mount: BindingAdapter['mount'] = async (client, shown) => {
  const renders = shown.map(() => 0)
  const count = shown.map((_, index) => () => {
    renders[index] = (renders[index] ?? 0) + 1
  })
  const flags = shallowReactive([...shown])
  const provided = shallowRef(client)
  const { container, unmount } = render(
    defineComponent(() => {
      provideFlagClient(provided)
      return () => flags.map((flag, index) => h(Shown, { flag, onRender: count[index] ?? (() => undefined) }))
    }),
  )
  return {
    get texts() {
      return [...container.querySelectorAll('p')].map((shownText) => shownText.textContent)
    },
    get renders() {
      return [...renders]
    },
    async act(run) {
      run()
      await nextTick()
    },
    async show(index, flag) {
      flags[index] = flag
      await nextTick()
    },
    async provide(next) {
      provided.value = next
      await nextTick()
    },
    async unmount() {
      unmount()
    },
  }
}

describeBinding({ rendersOnChange: 1, mount })
