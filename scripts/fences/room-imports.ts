import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { REPOSITORY } from '../repository.ts'
import type { Fence } from './fence.ts'
import { ROOMS, type Room, SOCKET_MODULES } from './rooms.ts'
import { lineAt, type SourceFile, shippedFiles } from './source-files.ts'

/** Imports go down only, name a declared neighbour, and never reach into another room's files. */
export const roomImports: Fence = {
  name: 'room imports',
  async check() {
    const roomOf = new Map(ROOMS.map((room) => [packageName(room), room]))
    return ROOMS.flatMap((room) =>
      shippedFiles(`${room.folder}/src`).flatMap((file) =>
        importsOf(file).flatMap(({ specifier, line }) => {
          const complaint = judge(room, file, specifier, roomOf)
          return complaint ? [`${file.path}:${line} imports "${specifier}": ${complaint}`] : []
        }),
      ),
    )
  },
}

function judge(
  room: Room,
  file: SourceFile,
  specifier: string,
  roomOf: ReadonlyMap<string, Room>,
): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier)
    return target.startsWith(`${room.folder}/`)
      ? undefined
      : 'another room is reached through its package name'
  }
  if (specifier.startsWith('node:')) {
    if (!room.node) return 'this room runs where Node is not'
    const isSocket = SOCKET_MODULES.includes(specifier)
    const isAdapter = file.path.startsWith('packages/server/src/adapters/')
    return isSocket && room.folder === 'packages/server' && !isAdapter
      ? 'sockets belong to adapters/'
      : undefined
  }
  const neighbour = roomOf.get(specifier.split('/').slice(0, 2).join('/'))
  if (!neighbour || neighbour === room) return undefined
  if (neighbour.rank >= room.rank)
    return `imports go down only, and ${neighbour.folder} is not below ${room.folder}`
  return room.mustNotImport?.includes(neighbour.folder)
    ? `${room.folder} must not know ${neighbour.folder}`
    : undefined
}

function importsOf(file: SourceFile): { specifier: string; line: number }[] {
  const { module } = parseSync(file.path, file.text)
  const fromStatements = [
    ...module.staticImports.map((statement) => statement.moduleRequest),
    ...module.staticExports.flatMap((statement) => statement.entries.map((entry) => entry.moduleRequest)),
  ]
    .filter((request) => request !== null)
    .map((request) => ({ specifier: request.value, start: request.start }))
  const fromCalls = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: file.text.slice(start, end).replace(/^['"`]|['"`]$/g, ''),
    start,
  }))
  return [...fromStatements, ...fromCalls].map(({ specifier, start }) => ({
    specifier,
    line: lineAt(file.text, start),
  }))
}

function packageName(room: Room): string {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, room.folder, 'package.json'), 'utf8')) as {
    name: string
  }
  return manifest.name
}
