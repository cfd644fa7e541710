import { describe } from 'vitest'
import { describeFlagStorage } from '../testing/flag-storage-contract.ts'
import { memoryStorage } from './memory-storage.ts'

describe('memoryStorage', () => describeFlagStorage(memoryStorage))
