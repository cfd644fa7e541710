import { createFlagPlugin, useFlag } from '@halyard/vue'
import { createApp, defineComponent, h, ref, useId } from 'vue'
import { client, focusName, LAYOUT } from '../../src/playground/previewed-flags.ts'

const Page = defineComponent(() => {
  const id = useId()
  const name = ref('')
  const isNews = ref(false)
  const count = ref(0)
  const hero = useFlag('hero', '-')
  const greeting = useFlag('greeting', '-')
  return () =>
    h('main', { class: LAYOUT }, [
      h('h1', hero.value),
      h('p', greeting.value),
      hero.value === 'Bold' && h('button', 'Another one'),
      h('label', { for: id }, 'Name'),
      h('input', {
        id,
        value: name.value,
        onInput: (event: Event) => {
          name.value = (event.target as HTMLInputElement).value
        },
      }),
      h('label', [
        'News',
        h('input', {
          type: 'checkbox',
          checked: isNews.value,
          onChange: () => {
            isNews.value = !isNews.value
          },
        }),
      ]),
      h(
        'button',
        {
          onClick: () => {
            count.value += 1
            focusName()
          },
        },
        'Add',
      ),
      h('output', `${name.value} ${isNews.value} ${count.value}`),
      h('div', { style: { height: '2000px' } }),
    ])
})

createApp(Page)
  .use(createFlagPlugin(client))
  .mount(document.body.appendChild(document.createElement('div')))
