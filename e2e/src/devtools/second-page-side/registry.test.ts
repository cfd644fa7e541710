import { describe } from 'vitest'
import { describePageSide } from '../../../../packages/devtools/src/testing/describe-page-side.ts'
import { createRegistry } from './registry.ts'

describe('a registry that was written from PROTOCOL.md alone', () => {
  describePageSide(() => createRegistry())
})
