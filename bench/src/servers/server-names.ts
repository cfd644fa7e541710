/** What is measured side by side, by the names that processes are told. */
export const SERVER_NAMES = {
  halyard: '@halyard/server',
  plain: 'bare node:http',
} as const

/** A key of {@link SERVER_NAMES}. */
export type ServerName = keyof typeof SERVER_NAMES

/** How many streams are held at a time. */
export const STREAM_COUNTS = [1_000, 5_000, 10_000] as const
