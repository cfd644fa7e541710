/** The ports that a playground on this machine takes: the first one, and the next ones where it is not free. */
const PORTS = Array.from({ length: 10 }, (_, index) => 4880 + index)

/** The origins that `pnpm start` may give the playground, by the name and by the number of this machine. */
export const LOCAL_PLAYGROUND_ORIGINS: readonly string[] = PORTS.flatMap((port) => [
  `http://127.0.0.1:${port}`,
  `http://localhost:${port}`,
])
