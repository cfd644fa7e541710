import { createMemoryTriggers } from './memory-triggers.ts'
import { describeTriggerStore } from './testing/trigger-store-contract.ts'

describeTriggerStore('memory', createMemoryTriggers)
