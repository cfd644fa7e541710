import { describe, expect, it } from 'vitest'
import { toggle } from '../testing/flag-store-contract.ts'
import { editFlagFile } from './edit-flag-file.ts'

const text = `{
    "$schema": "https://flagd.dev/schema/v0/flags.json",
    "flags": {
        "banner": { "state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on" },
        "old": { "state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on" }
    }
}
`

describe('editFlagFile', () => {
  it('keeps the formatting of everything else, and indents as the file does', () => {
    expect(editFlagFile(text, { flags: { old: toggle('off') } })).toBe(
      text.replace(
        /"old": .*\n/,
        `"old": {
            "state": "ENABLED",
            "variants": {
                "on": true,
                "off": false
            },
            "defaultVariant": "off"
        }
`,
      ),
    )
  })

  it('adds and removes parts, odd names among them', () => {
    const added = JSON.parse(
      '{"flags":{"__proto__":{"a":1},"a/b":{}},"$evaluators":{"staff":true},"metadata":{"team":"web"}}',
    )
    const edited = editFlagFile(text, added)
    expect(JSON.parse(edited)).toMatchObject({ $evaluators: { staff: true }, metadata: { team: 'web' } })
    expect(Object.keys(JSON.parse(edited).flags)).toEqual(['banner', 'old', '__proto__', 'a/b'])
    const gone = editFlagFile(edited, {
      flags: JSON.parse('{"__proto__":null,"a/b":null}'),
      $evaluators: { staff: null },
      metadata: null,
    })
    expect(JSON.parse(gone)).toEqual({ ...JSON.parse(text), $evaluators: {} })
  })

  it.each([
    ['tabs', text.replaceAll('    ', '\t')],
    ['one line', JSON.stringify(JSON.parse(text))],
    ['other line ends', text.replaceAll('\n', '\r\n')],
  ])('keeps %s', (_, written) => {
    const edited = editFlagFile(written, { flags: { old: null } })
    expect(JSON.parse(edited).flags).toEqual({ banner: JSON.parse(text).flags.banner })
    expect(edited.includes('\r\n')).toBe(written.includes('\r\n'))
    expect(edited.includes('\t')).toBe(written.includes('\t'))
  })
})
