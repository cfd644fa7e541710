import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageExtension } from './packing/package-extension.ts'
import { REPOSITORY, STATE } from './repository.ts'

// Makes the file for the stores: `pnpm --filter @halyard/extension package`.

const path = await packageExtension(join(STATE, 'extension'))
console.log(`${relative(REPOSITORY, path)}  ${(statSync(path).size / 1_000).toFixed(1)} kB`)
