import { afterEach, describe, expect, it } from 'vitest'
import { fingerprintPage } from './fingerprint-page.ts'

const nothing = (): boolean => false

afterEach(() => {
  document.body.replaceChildren()
  document.adoptedStyleSheets = []
})

/** The fingerprint of a page with this in its body, after something was done to it. */
function fingerprint(html: string, change: (body: HTMLElement) => void = () => undefined): string {
  document.body.innerHTML = html
  document.adoptedStyleSheets = []
  change(document.body)
  return fingerprintPage(nothing)
}

function first<Kind extends Element>(body: HTMLElement): Kind {
  return body.firstElementChild as Kind
}

/** Sets properties of the first element. */
function having(properties: object): (body: HTMLElement) => void {
  return (body) => void Object.assign(first(body), properties)
}

describe('the fingerprint of a page is another one', () => {
  it.each<[string, string, string]>([
    ['text', '<p>Classic', '<p>Bold'],
    ['an element', '<p>a</p>', '<div>a</div>'],
    ['the order', '<i>a</i><b>a</b>', '<b>a</b><i>a</i>'],
    ['what is in what', '<p><b>a</b></p><i>b</i>', '<p><b>a</b><i>b</i></p>'],
    ['text before and after', '<p>a<b>b</b></p>', '<p><b>b</b>a</p>'],
    ['a class', '<p class="a">', '<p class="b">'],
    ['inline style', '<p style="color: red">', '<p style="color: blue">'],
    ['an attribute', '<p hidden>', '<p>'],
    ['a label for those who hear the page', '<p aria-label="a">', '<p aria-label="b">'],
    [
      'an attribute that a rule names',
      '<style>[data-tone=loud]{}</style><p data-tone="loud">',
      '<style>[data-tone=loud]{}</style><p data-tone="calm">',
    ],
    [
      'an attribute that a rule shows',
      '<style>p::after{content:attr(data-n)}</style><p data-n=1>',
      '<style>p::after{content:attr(data-n)}</style><p data-n=2>',
    ],
    [
      'which element a rule names',
      '<style>#a{}</style><p id=a><p id=b>',
      '<style>#a{}</style><p id=b><p id=a>',
    ],
    ['a style rule', '<style>p{color:red}</style>', '<style>p{color:blue}</style>'],
    ['the medium of a style', '<style>p{color:red}</style>', '<style media=print>p{color:red}</style>'],
    [
      'what is in a shadow root',
      '<div><template shadowrootmode=open>a</template></div>',
      '<div><template shadowrootmode=open>b</template></div>',
    ],
    ['a state of a field', '<input value=a>', '<input value=b>'],
  ])('by %s', (_, one, other) => {
    const set = (html: string) => (body: HTMLElement) => body.setHTMLUnsafe(html)
    expect(fingerprint('', set(one))).not.toBe(fingerprint('', set(other)))
    expect(fingerprint('', set(one))).toBe(fingerprint('', set(one)))
  })

  it.each<[string, string, (body: HTMLElement) => void]>([
    ['what was entered', '<input>', having({ value: 'a' })],
    ['a longer password', '<input type=password>', having({ value: 'a' })],
    ['a longer text', '<textarea>', having({ value: 'a' })],
    ['what is checked', '<input type=checkbox>', having({ checked: true })],
    ['what is neither', '<input type=checkbox>', having({ indeterminate: true })],
    ['what is chosen', '<select><option>a<option>b', having({ selectedIndex: 1 })],
    ['an open dialog', '<dialog>a', (body) => first<HTMLDialogElement>(body).show()],
    [
      'a modal dialog',
      '<dialog open>a',
      (body) => {
        first<HTMLDialogElement>(body).close()
        first<HTMLDialogElement>(body).showModal()
      },
    ],
    ['an open popover', '<p popover>a', (body) => first<HTMLElement>(body).showPopover()],
    [
      'a rule that was inserted',
      '<style></style>',
      (body) => void first<HTMLStyleElement>(body).sheet?.insertRule('p{color:red}'),
    ],
    [
      'rules that were adopted',
      '<p>',
      () => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('p{color:red}')
        document.adoptedStyleSheets = [sheet]
      },
    ],
    [
      'a style that is switched off',
      '<style>p{color:red}</style>',
      (body) => void Object.assign(first<HTMLStyleElement>(body).sheet as object, { disabled: true }),
    ],
    [
      'what is painted',
      '<canvas width=300 height=300>',
      (body) => first<HTMLCanvasElement>(body).getContext('2d')?.fillRect(10, 10, 50, 50),
    ],
  ])('by %s', (_, html, change) => {
    expect(fingerprint(html, change)).not.toBe(fingerprint(html))
  })
})

describe('the fingerprint of a page is the same', () => {
  it.each<[string, string, string]>([
    [
      'with scripts, metas, links and comments',
      '<p>a</p>',
      '<!--v-if--><meta name=a><script>1</script><link rel=preload href=x><p>a</p><template>b</template>',
    ],
    ['with classes in another order', '<p class="a b">', '<p class="b  a b">'],
    ['with attributes in another order', '<p title=a lang=b>', '<p lang=b title=a>'],
    ['with another nonce', '<p nonce=a>', '<p nonce=b>'],
    ['with data that no rule names', '<p data-key=1 data-v-1>', '<p data-key=2>'],
    [
      'with other ids for the same elements',
      '<label for=":r1:">a</label><input id=":r1:" name=a aria-describedby=x>',
      '<label for=_r_9_>a</label><input id=_r_9_ name=b>',
    ],
    [
      'with other ids that something is painted by',
      '<svg><g id=r1></g><use href="#r1"/><path fill="url(#r1)"/></svg><style>#r1 .a{}</style>',
      '<svg><g id=r2></g><use href="#r2"/><path fill="url(#r2)"/></svg><style>#r2 .a{}</style>',
    ],
    ['with another time for machines', '<time datetime=2026-01-01>now', '<time datetime=2026-01-02>now'],
  ])('%s', (_, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other))
  })

  it('with a text in one piece or in several', () => {
    const inPieces = fingerprint('<p>', (body) => first<HTMLElement>(body).append('Hello', '', ' you'))
    expect(inPieces).toBe(fingerprint('<p>Hello you'))
  })

  it('with another password of that length', () => {
    const entered = (password: string) => fingerprint('<input type=password>', having({ value: password }))
    expect(entered('secret')).toBe(entered('public'))
  })

  it('with another address of a blob', () => {
    const shown = () => fingerprint('<img>', having({ src: URL.createObjectURL(new Blob(['a'])) }))
    expect(shown()).toBe(shown())
  })

  it('wherever it is scrolled to', () => {
    const scrolled = fingerprint(
      '<div style="height:9px;overflow:auto"><p style="height:99px">',
      having({ scrollTop: 20 }),
    )
    expect(scrolled).toBe(fingerprint('<div style="height:9px;overflow:auto"><p style="height:99px">'))
  })

  it('with another text or attribute where those change all the time', () => {
    const ticking = (text: string) => {
      document.body.innerHTML = `<p>${text}</p><b style="width:${text}">a</b>`
      return fingerprintPage((element, part) => part === (element.localName === 'p' ? '#text' : 'style'))
    }
    expect(ticking('12px')).toBe(ticking('13px'))
  })
})
