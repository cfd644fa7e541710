import { describe } from 'vitest'
import {
  type CreatePageSide,
  describePageSide,
} from '../../../../packages/devtools/src/testing/describe-page-side.ts'
import { createRegistry } from './registry.ts'

describe('a registry that was written from PROTOCOL.md alone', () => {
  // The document's flag values are lists too, which the package's type does not name.
  describePageSide(() => createRegistry() as ReturnType<CreatePageSide>)
})
