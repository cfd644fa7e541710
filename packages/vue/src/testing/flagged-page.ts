import { defineComponent, h, withDirectives } from 'vue'
import { Flag } from '../flag.ts'
import { useFlag } from '../use-flag.ts'
import { useFlagDetails } from '../use-flag-details.ts'
import { vFlag } from '../v-flag.ts'

/** Shows one text flag in every way that there is. */
export const FlaggedPage = defineComponent(() => {
  const value = useFlag('hero', 'fallback')
  const details = useFlagDetails('hero', 'fallback')
  return () =>
    h('main', [
      h('p', value.value),
      h('p', details.value.value),
      h(
        Flag,
        { name: 'hero', fallback: 'fallback' },
        { default: ({ value }: { value: string }) => h('p', value) },
      ),
      ...['server', 'browser', 'fallback'].map((name) =>
        withDirectives(h('p', { style: { color: 'red' } }, name), [[vFlag, ['hero', 'fallback'], name]]),
      ),
    ])
})
