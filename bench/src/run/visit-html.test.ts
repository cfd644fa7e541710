import { expect, it } from 'vitest'
import { VISITOR } from '../flags/visitor.ts'
import { visitHtml } from './visit-html.ts'

it('holds code with tags in it, and ends where it should', () => {
  const script = 'const tag = "</script><b>$&"'
  const html = visitHtml({ serviceUrl: 'http://127.0.0.1:1', flagKey: 'a', context: VISITOR, script })
  expect(html).toContain('const tag = "<\\/script><b>$&"')
  expect(html.match(/<\/script>/g)).toHaveLength(2)
})
