import { openSqliteDatabase } from './sqlite-database.ts'

/**
 * The names of the environments in a SQLite file, in alphabetical order.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example listSqliteEnvironments('halyard.db') // ['production', 'staging']
 */
export function listSqliteEnvironments(path: string): readonly string[] {
  const database = openSqliteDatabase(path)
  try {
    return database
      .prepare('SELECT name FROM environments ORDER BY name')
      .all()
      .map(({ name }) => String(name))
  } finally {
    database.close()
  }
}
