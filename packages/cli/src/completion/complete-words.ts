import type { Command, Option } from 'commander'

/** What only a running service knows. */
export type NamedThing = 'flag' | 'segment' | 'environment'

/**
 * Looks up the names of something.
 *
 * @param options what the command line has said of the service so far, by the long name of the option, as `--url`.
 */
export type LookUpNames = (
  thing: NamedThing,
  options: ReadonlyMap<string, string>,
) => Promise<readonly string[]>

/** What an argument or an option of such a name stands for, whichever command has it. */
const NAMED_THINGS: { readonly [name: string]: NamedThing } = {
  key: 'flag',
  keys: 'flag',
  '--flag': 'flag',
  '--flags': 'flag',
  segment: 'segment',
  '--segment': 'segment',
  '--segments': 'segment',
  '--environment': 'environment',
  environment: 'environment',
  from: 'environment',
  to: 'environment',
}

/**
 * Says how the last word of a command line may go on: with a command, an option, one of the choices that an argument has, or the
 * name of something that a service knows.
 *
 * @param program the tree of commands; what it says of its options and arguments is all that is known of them.
 * @param words what follows the program's name, up to the cursor. Shells that split words at `=` and `:`, as bash does, may pass them so.
 * @returns what may stand in place of the last word; none where nothing is known, so that the shell offers files.
 * @example await completeWords(program, ['flag', 'ro'], lookUp) // ['rollout', 'rollback']
 */
export async function completeWords(
  program: Command,
  words: readonly string[],
  lookUp: LookUpNames,
): Promise<readonly string[]> {
  const { whole, glued } = glueWords(words)
  const place = findPlace(program, whole.slice(0, -1))
  const last = whole.at(-1) ?? ''
  const candidates = await candidatesFor(last, place, lookUp)
  return candidates
    .filter((candidate) => candidate.startsWith(last) && isOneLine(candidate))
    .map((candidate) => candidate.slice(glued.length))
}

/** Where a command line stands after some of its words. */
interface Place {
  readonly command: Command
  /** The option that waits for a value. */
  readonly option: Option | undefined
  /** How many arguments of the command were given. */
  readonly argumentCount: number
  /** The long names of the options that were given. */
  readonly given: ReadonlySet<string>
  /** The last values of those that take one. */
  readonly values: ReadonlyMap<string, string>
  /** Whether `--` was given, after which nothing is an option. */
  readonly hasOnlyArguments: boolean
}

async function candidatesFor(last: string, place: Place, lookUp: LookUpNames): Promise<readonly string[]> {
  const { command, option, argumentCount, given, values, hasOnlyArguments } = place
  const choicesOf = async (name: string, choices: readonly string[] | undefined) => {
    const thing = NAMED_THINGS[name]
    return choices ?? (thing ? lookUp(thing, values) : [])
  }
  const [, name, hasValue] = /^(--[^=]+)(=?)/.exec(last) ?? []
  if (!hasOnlyArguments && name !== undefined && hasValue) {
    const choices = await choicesOf(name, optionOf(command, name)?.argChoices)
    return choices.map((value) => `${name}=${value}`)
  }
  if (!hasOnlyArguments && last.startsWith('-')) {
    const help = command.createHelp()
    return help
      .visibleOptions(command)
      .flatMap(({ long, variadic }) => (long && (variadic || !given.has(long)) ? [long] : []))
  }
  if (option) return choicesOf(option.long ?? '', option.argChoices)
  if (argumentCount === 0 && command.commands.length > 0) {
    return command
      .createHelp()
      .visibleCommands(command)
      .map((known) => known.name())
  }
  const known = command.registeredArguments
  const argument = known[argumentCount] ?? (known.at(-1)?.variadic ? known.at(-1) : undefined)
  return argument ? choicesOf(argument.name(), argument.argChoices) : []
}

function findPlace(program: Command, words: readonly string[]): Place {
  let command = program
  let option: Option | undefined
  let argumentCount = 0
  let hasOnlyArguments = false
  const given = new Set<string>()
  const values = new Map<string, string>()
  for (const word of words) {
    if (!hasOnlyArguments && word === '--') {
      hasOnlyArguments = true
      option = undefined
    } else if (!hasOnlyArguments && word.startsWith('-')) {
      const [name = '', ...value] = word.split('=')
      const known = optionOf(command, name)
      const long = known?.long ?? name
      given.add(long)
      if (value.length > 0) values.set(long, value.join('='))
      option = value.length === 0 && (known?.required || known?.optional) ? known : undefined
    } else if (option) {
      values.set(option.long ?? '', word)
      if (!option.variadic) option = undefined
    } else {
      const child = argumentCount === 0 && command.commands.find((known) => known.name() === word)
      if (child) command = child
      else argumentCount += 1
    }
  }
  return { command, option, argumentCount, given, values, hasOnlyArguments }
}

function optionOf(command: Command, name: string): Option | undefined {
  return command.options.find(({ long, short }) => long === name || short === name)
}

/** What bash takes apart, unless somebody has set `COMP_WORDBREAKS`. */
const BREAK = /^[=:]+$/

/**
 * Puts together what a shell has split at `=` and `:`.
 *
 * @returns the words, and the part of the last one that the shell takes for words of their own.
 */
function glueWords(words: readonly string[]): { readonly whole: readonly string[]; readonly glued: string } {
  const whole: string[] = []
  let glued = ''
  words.forEach((word, index) => {
    const isBreak = BREAK.test(word)
    const before = whole.at(-1)
    if (before === undefined || !(isBreak || BREAK.test(words[index - 1] ?? ''))) {
      whole.push(word)
      glued = ''
      return
    }
    // a shell completes what comes after the break, which is nothing yet where the break is the last word
    glued = isBreak ? before + word : before
    whole[whole.length - 1] = before + word
  })
  return { whole, glued }
}

/** A shell takes each line for a candidate; what would move its cursor is none. */
function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text)
}
