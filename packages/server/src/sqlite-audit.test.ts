import { onTestFinished } from 'vitest'
import { createSqliteAudit } from './sqlite-audit.ts'
import { openSqliteDatabase } from './sqlite-database.ts'
import { ensureEnvironment } from './sqlite-records.ts'
import { describeAuditLog } from './testing/audit-log-contract.ts'

describeAuditLog('sqlite audit', async () => {
  const database = openSqliteDatabase(':memory:')
  onTestFinished(() => database.close())
  ensureEnvironment(database, 'production', 'line')
  return createSqliteAudit(database, 'production', () => 'line')
})
