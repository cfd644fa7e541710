/** What the rules say about one room. Source: the design's table of rooms. */
export interface Room {
  readonly folder: string
  /** Imports go to a lower rank only. */
  readonly rank: number
  /** Rooms of a lower rank that this room must not know all the same. */
  readonly mustNotImport?: readonly string[]
  /** Whether Node's own modules may be imported. @default false */
  readonly node?: boolean
  /** Expressions that must not occur, and the files (by the start of their path in `src`) that are excepted. */
  readonly banned?: readonly {
    readonly expression: string
    readonly except?: string
    readonly because: string
  }[]
}

const PURE: Room['banned'] = [
  { expression: 'Math.random', because: 'dice are a parameter in this room' },
  { expression: 'globalThis', because: 'this room touches no globals' },
]

/** Every room whose imports are fenced. */
export const ROOMS: readonly Room[] = [
  { folder: 'packages/schema', rank: 0, banned: PURE },
  { folder: 'packages/tokens', rank: 0 },
  { folder: 'packages/evaluator', rank: 1, banned: PURE },
  {
    folder: 'packages/devtools',
    rank: 1,
    banned: PURE?.map((ban) => ({ ...ban, except: 'page/' })),
  },
  { folder: 'packages/protocol', rank: 1, banned: PURE },
  { folder: 'packages/client', rank: 2 },
  { folder: 'packages/server', rank: 2, node: true },
  { folder: 'packages/react', rank: 3 },
  { folder: 'packages/vue', rank: 3 },
  { folder: 'packages/preact', rank: 3 },
  { folder: 'packages/openfeature', rank: 3 },
  {
    folder: 'packages/cli',
    rank: 3,
    node: true,
    banned: [{ expression: 'process.exit', except: 'main.ts', because: 'only main ends the process' }],
  },
  { folder: 'packages/vite', rank: 3, node: true },
  {
    folder: 'extension',
    rank: 4,
    mustNotImport: [
      'packages/client',
      'packages/react',
      'packages/vue',
      'packages/preact',
      'packages/openfeature',
    ],
  },
  { folder: 'playground', rank: 5 },
]

/** Node's modules that open sockets; in the server they belong to `adapters/`. */
export const SOCKET_MODULES: readonly string[] = [
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
]
