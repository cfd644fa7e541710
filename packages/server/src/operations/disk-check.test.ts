import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createDiskCheck } from './disk-check.ts'

it('finds out when the folder of a database cannot be written, and when it can again', async () => {
  const parent = await temporaryFolder()
  const [folder, elsewhere] = [join(parent, 'here'), join(parent, 'elsewhere')]
  await mkdir(folder)
  const problems: string[] = []
  const check = createDiskCheck(join(folder, 'halyard.db'), ({ message }) => problems.push(message))
  expect(await check()).toBeNull()
  expect(await readdir(folder)).toEqual([])
  await rename(folder, elsewhere)
  for (let count = 0; count < 2; count++) expect(await check()).toBe('the disk cannot be written (ENOENT)')
  expect(problems).toEqual([expect.stringContaining(folder)])
  await rename(elsewhere, folder)
  expect(await check()).toBeNull()
})
