import { expect, it } from 'vitest'
import { flagTypesOf } from '../../packages/schema/src/flag-types/flag-types-of.ts'
import { readmeBlocks } from './code-blocks.ts'
import { describeReadme } from './describe-readme.ts'

describeReadme({ folder: 'packages/vite' })

it('shows the types that its flags give', () => {
  const blocks = readmeBlocks('packages/vite')
  const flagSet = JSON.parse(blocks.find(({ language }) => language === 'json')?.code ?? '')
  const shown = blocks.find(({ purpose }) => purpose === 'types')
  expect(shown?.code).toBe(flagTypesOf(flagSet))
})
