import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { PageAction } from '../../preview/page-action.ts'
import { performAction } from './perform-action.ts'
import { type ActionTeller, tellActions } from './tell-actions.ts'

let told: PageAction[] = []
let teller: ActionTeller | undefined

beforeEach(() => {
  told = []
  teller = tellActions((action) => told.push(action))
})

afterEach(() => {
  teller?.close()
  document.body.replaceChildren()
})

function show(html: string): void {
  document.body.innerHTML = html
}

function element<Kind extends Element = HTMLElement>(selector: string): Kind {
  return document.querySelector(selector) as Kind
}

const withoutFocus = (): PageAction[] => told.filter(({ type }) => type !== 'focus')

/** Does here what was told, as another page would. */
function perform(action: PageAction | undefined): boolean {
  return action !== undefined && performAction(action, () => undefined)
}

it('tells what a person enters, and does it where another field stands in its place', async () => {
  show('<label>Name <input></label>')
  await userEvent.fill(element('input'), 'Ada')
  const [entered] = withoutFocus()
  expect(entered).toMatchObject({
    type: 'enter',
    value: 'Ada',
    isFinal: false,
    target: { tag: 'input', role: 'textbox', label: 'Name' },
  })
  show('<input aria-label="City"><div><input aria-label="Name"></div>')
  const heard = vi.fn()
  document.body.addEventListener('input', heard)
  expect(perform(entered)).toBe(true)
  expect(element<HTMLInputElement>('div input').value).toBe('Ada')
  expect(heard).toHaveBeenCalledTimes(1)
})

it('tells nothing of what is entered into a password field, also while it shows', async () => {
  show(
    '<input type="password"><input id="shown" autocomplete="current-password"><input id="card" autocomplete="cc-number">',
  )
  for (const selector of ['[type=password]', '#shown', '#card']) {
    await userEvent.click(element(selector))
    await userEvent.keyboard('secret{Enter}')
  }
  await userEvent.tab()
  expect(JSON.stringify(told)).not.toMatch(/secret|"s"|Enter/)
  expect(told.map(({ type }) => type)).not.toContain('enter')
  const target = {
    tag: 'input',
    path: [
      { tag: 'body', index: 0 },
      { tag: 'input', index: 0 },
    ],
  }
  expect(perform({ type: 'enter', target, value: 'x', isFinal: true })).toBe(false)
})

it('tells a click once, also on a label, and checks no box twice', async () => {
  show('<label>News <input type="checkbox"></label><button><b>Buy</b> now</button>')
  await userEvent.click(element('label'))
  await userEvent.click(element('button b'))
  expect(withoutFocus()).toMatchObject([
    { type: 'click', target: { tag: 'label' } },
    { type: 'check', checked: true },
    { type: 'click', target: { tag: 'button', role: 'button', label: 'Buy now' } },
  ])
  show('<label>News <input type="checkbox"></label><button>Buy now</button>')
  expect(withoutFocus().map(perform)).toEqual([true, true, true])
  expect(element<HTMLInputElement>('input').checked).toBe(true)
})

it('chooses, and tells what was chosen', async () => {
  show('<select aria-label="Size"><option>S<option>M<option>L</select>')
  element('select').focus()
  await userEvent.keyboard('{End}')
  const chosen = told.find(({ type }) => type === 'select')
  element<HTMLSelectElement>('select').selectedIndex = 0
  const heard = vi.fn()
  element('select').addEventListener('change', heard)
  expect(perform(chosen)).toBe(true)
  expect([element<HTMLSelectElement>('select').value, heard.mock.calls.length]).toEqual(['L', 1])
})

it('tells keys that enter no text', async () => {
  show('<input aria-label="Search">')
  await userEvent.click(element('input'))
  await userEvent.keyboard('a{Escape}{Control>}k{/Control}')
  const keys = told.flatMap((action) => (action.type === 'press' ? [[action.key, ...action.modifiers]] : []))
  expect(keys).toEqual([['Escape'], ['k', 'ctrl']])
  const heard = vi.fn()
  document.body.addEventListener('keydown', ({ key, ctrlKey }) => heard(key, ctrlKey))
  for (const action of told) if (action.type === 'press') perform(action)
  expect(heard.mock.calls).toEqual([
    ['Escape', false],
    ['k', true],
  ])
})

it('submits a form once, by its button or by the Enter key', async () => {
  const submitted = vi.fn((event: Event) => event.preventDefault())
  document.body.addEventListener('submit', submitted)
  for (const html of ['<form><input><button>Go</button></form>', '<form><input></form>']) {
    show(html)
    told = []
    submitted.mockClear()
    await userEvent.click(element('input'))
    await userEvent.keyboard('{Enter}')
    expect(submitted).toHaveBeenCalledTimes(1)
    for (const action of withoutFocus()) perform(action)
    expect(submitted).toHaveBeenCalledTimes(2)
  }
  document.body.removeEventListener('submit', submitted)
})

it('tells how far a person scrolled, and scrolls as far where there is more', async () => {
  show('<div tabindex="0" style="height:100px;overflow:auto"><p style="margin:0;height:300px"></div>')
  await userEvent.click(element('div'))
  element('div').scrollTop = 100
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ type: 'scroll', left: 0, top: 0.5 }))
  element('p').style.height = '1100px'
  perform(told.at(-1))
  expect(element('div').scrollTop).toBe(500)
})

it('does not tell what happens here for another page, nor what scripts do', async () => {
  show(
    '<details><summary>More</summary></details><div style="height:9px;overflow:auto"><p style="height:99px"></div><button>a</button>',
  )
  await userEvent.click(element('button'))
  told = []
  teller?.follow()
  const target = (tag: string) => ({
    tag,
    path: [
      { tag: 'body', index: 0 },
      { tag, index: 0 },
    ],
  })
  perform({ type: 'toggle', target: target('details'), isOpen: true })
  perform({ type: 'scroll', target: target('div'), left: 0, top: 1 })
  perform({ type: 'click', target: target('button') })
  element('button').focus()
  await new Promise((resolve) => element('details').addEventListener('toggle', resolve))
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(element<HTMLDetailsElement>('details').open).toBe(true)
  expect(element('div').scrollTop).toBeGreaterThan(0)
  expect(told).toEqual([])
})

it('opens and closes what a person opens and closes', async () => {
  show('<details><summary>More</summary>a</details><dialog>b</dialog><p popover>c</p>')
  await userEvent.click(element('summary'))
  await vi.waitFor(() =>
    expect(told).toContainEqual(expect.objectContaining({ type: 'toggle', isOpen: true })),
  )
  element<HTMLDialogElement>('dialog').showModal()
  await userEvent.keyboard('{Escape}')
  await vi.waitFor(() =>
    expect(told).toContainEqual(expect.objectContaining({ type: 'toggle', isOpen: false })),
  )
  element<HTMLDialogElement>('dialog').showModal()
  element<HTMLDetailsElement>('details').open = false
  for (const action of told) if (action.type === 'toggle') expect(perform(action)).toBe(true)
  expect(element<HTMLDialogElement>('dialog').open).toBe(false)
  expect(element<HTMLDetailsElement>('details').open).toBe(true)
})

it.each([
  [
    'an id',
    '<p>x</p><button id="buy">a</button>',
    '<div><button>b</button><button id="buy">c</button></div>',
  ],
  [
    'a test id',
    '<button data-testid="buy">a</button>',
    '<button>b</button><i><button data-testid="buy">c</button></i>',
  ],
  ['its name', '<button>Buy</button>', '<button>Sell</button><i><button>Buy</button></i>'],
  ['its place, where it is called something else', '<button>Buy</button>', '<button>Get it</button>'],
  ['its place, where ids are generated', '<button id=":r1:">x</button>', '<button id=":r2:">y</button>'],
  [
    'its place among several of its name',
    '<button>a</button><button>a</button>',
    '<button>a</button><button>a</button>',
  ],
])('finds an element by %s', async (_, one, other) => {
  show(one)
  await userEvent.click([...document.querySelectorAll('button')].at(-1) as Element)
  show(other)
  const clicked = vi.fn()
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', () => clicked(button))
  expect(withoutFocus().map(perform)).toEqual([true])
  expect(clicked.mock.calls).toEqual([[[...document.querySelectorAll('button')].at(-1)]])
})

it('finds an element in a shadow root', async () => {
  const html =
    '<div style="display: inline-block"><template shadowrootmode="open"><button>Buy</button></template></div>'
  document.body.setHTMLUnsafe(html)
  await userEvent.click(element('div'))
  const clicked = vi.fn()
  element('div').shadowRoot?.querySelector('button')?.addEventListener('click', clicked)
  const inShadow = told.find(({ type, target }) => type === 'click' && target.tag === 'button')
  expect(perform(inShadow)).toBe(true)
  expect(clicked).toHaveBeenCalledTimes(1)
})

it.each([
  ['of that id', '<button id="buy">a</button>', '<button id="sell">b</button>'],
  ['in that place', '<button>a</button>', '<p>a</p>'],
  ['that can be operated', '<button>a</button>', '<button disabled>a</button>'],
])('says where there is no element %s', async (_, one, other) => {
  show(one)
  await userEvent.click(element('button'))
  show(other)
  expect(withoutFocus().map(perform)).toEqual([false])
})
