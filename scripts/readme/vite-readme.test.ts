import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { flagTypesOf } from '../../packages/schema/src/flag-types/flag-types-of.ts'
import { REPOSITORY } from '../repository.ts'
import { codeBlocks } from './code-blocks.ts'
import { describeReadme } from './describe-readme.ts'

describeReadme({ folder: 'packages/vite' })

it('shows the types that its flags give', () => {
  const blocks = codeBlocks(readFileSync(join(REPOSITORY, 'packages/vite/README.md'), 'utf8'))
  const flagSet = JSON.parse(blocks.find(({ language }) => language === 'json')?.code ?? '')
  const shown = blocks.find(({ code }) => code.includes('interface FlagTypes'))
  expect(shown?.code).toBe(flagTypesOf(flagSet))
})
