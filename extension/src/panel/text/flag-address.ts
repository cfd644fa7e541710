/** The words for the address of somebody's flags. */
export const FLAG_ADDRESS_TEXT = {
  open: 'Address',
  field: 'Address of a flag service or of a file of flags',
  example: 'https://flags.example.com',
  key: 'Client key',
  keyHint: 'where the service asks for one',
  read: 'Compare',
  reading: 'Reading…',
  again: 'Read again',
  hint: 'The panel reads it once. For an address that is not of this computer the browser asks you first, and the panel gives the permission back when it has read.',
  readHere: (name: string, when: string) =>
    `${name}, read ${when}: evaluated in this panel for this page’s context, of which nothing is sent.`,
} as const

/** Why nothing was read from an address, and what to do. */
export const FLAG_ADDRESS_PROBLEMS = {
  noAddress:
    'This is no address of the web. Write it in full, as https://flags.example.com or https://example.com/flags.json.',
  hasPassword:
    'This address has a user name or a password in it, which no browser sends from here. Take it out; a client key has a field of its own.',
  notAllowed: (origin: string) =>
    `The browser was not allowed to let the panel read from ${origin}, so that nothing was asked of it. Choose Compare again and allow it, or open a file of its flags.`,
  late: (origin: string, seconds: number) =>
    `${origin} did not answer to the end within ${seconds} s. See whether it runs, and whether this computer reaches it.`,
  unreachable: (origin: string) =>
    `${origin} cannot be reached: nothing runs there, or its certificate is not trusted. Open the address in a tab to see which.`,
  redirected: (name: string) =>
    `${name} sends on to another address, where the panel does not follow: it was allowed this one. Give the address at which it ends.`,
  refused: (name: string, status: number) =>
    `${name} answered ${status}: give a client key of the environment that it serves, as halyard token create makes it.`,
  tooLarge: (name: string, bytes: number) =>
    `${name} answered with more than ${bytes.toLocaleString('en')} bytes, and no more are read: it is something else.`,
  answered: (name: string, what: string) => `${name} answered ${what}`,
  noType: 'with no type',
  noFlags: (answers: readonly string[]) =>
    `No flags are there: ${answers.join(', and ')}. Give the address that clients have as the url of their source, or that of a file of flags.`,
} as const
