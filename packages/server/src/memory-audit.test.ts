import { createMemoryAudit } from './memory-audit.ts'
import { describeAuditLog } from './testing/audit-log-contract.ts'

describeAuditLog('memory audit', async () => createMemoryAudit(100))
