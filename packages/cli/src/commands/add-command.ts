import type { Command } from 'commander'
import type { Terminal } from '../terminal.ts'

/** Adds one command to the program. `finish` takes the exit code of a run that is not 0. */
export type AddCommand = (program: Command, terminal: Terminal, finish: (exitCode: number) => void) => void
