import { FlagProvider, useFlag } from '@halyard/preact'
import { type ComponentChild, h, render } from 'preact'
import { useId, useState } from 'preact/hooks'
import { client, focusName, LAYOUT } from '../../src/playground/previewed-flags.ts'

function Page(): ComponentChild {
  const id = useId()
  const [name, setName] = useState('')
  const [isNews, setNews] = useState(false)
  const [count, setCount] = useState(0)
  const hero = useFlag('hero', '-')
  return h(
    'main',
    { class: LAYOUT },
    h('h1', null, hero),
    h('p', null, useFlag('greeting', '-')),
    hero === 'Bold' && h('button', null, 'Another one'),
    h('label', { for: id }, 'Name'),
    h('input', { id, value: name, onInput: (event) => setName(event.currentTarget.value) }),
    h(
      'label',
      null,
      'News',
      h('input', { type: 'checkbox', checked: isNews, onChange: () => setNews(!isNews) }),
    ),
    h(
      'button',
      {
        onClick: () => {
          setCount(count + 1)
          focusName()
        },
      },
      'Add',
    ),
    h('output', null, `${name} ${isNews} ${count}`),
    h('div', { style: { height: '2000px' } }),
  )
}

render(
  h(FlagProvider, { client, children: h(Page, null) }),
  document.body.appendChild(document.createElement('div')),
)
