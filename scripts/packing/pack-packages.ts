import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { REPOSITORY } from '../repository.ts'

/** What is read of a package's manifest. */
export interface PackageManifest {
  readonly name: string
  readonly private?: boolean
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> }
}

/** A package as it would be published, or why it cannot be. */
export interface PackedPackage {
  readonly manifest: PackageManifest
  /** The path of the tarball. */
  readonly tarball: string
  /** What pnpm said where it could not pack. */
  readonly failure?: string
}

/**
 * Packs every public package as it would be published. Needs the built packages.
 *
 * @param folder where the tarballs go; it is emptied first.
 */
export async function packPackages(folder: string): Promise<readonly PackedPackage[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return Promise.all(publicPackages().map(([path, manifest]) => pack(path, manifest, folder)))
}

function publicPackages(): readonly (readonly [path: string, manifest: PackageManifest])[] {
  return globSync('packages/*/package.json', { cwd: REPOSITORY })
    .sort()
    .map((file) => {
      const path = join(REPOSITORY, dirname(file))
      return [path, JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as PackageManifest] as const
    })
    .filter(([, manifest]) => !manifest.private)
}

async function pack(path: string, manifest: PackageManifest, folder: string): Promise<PackedPackage> {
  const tarball = join(folder, `${manifest.name.replace('/', '-').replace('@', '')}.tgz`)
  const { exitCode, output } = await runCommand('npx', ['--yes', 'pnpm@12', 'pack', '--out', tarball], {
    cwd: path,
  })
  return { manifest, tarball, ...(exitCode !== 0 && { failure: output }) }
}
