import { describe } from 'vitest'
import { memoryTables } from './memory-tables.ts'
import { describeInsightTables } from './testing/insight-tables-contract.ts'

describe('memoryTables', () => describeInsightTables(memoryTables))
