import { Command, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { completeWords } from './complete-words.ts'

const names = {
  segment: ['staff'],
  flag: ['checkout', 'chat', 'bad\nkey', 'team:beta'],
  environment: ['production', 'staging'],
}

function makeProgram(): Command {
  const program = new Command('halyard')
  const flag = program.command('flag')
  const get = flag.command('get <key>').option('--json').option('--environment <name>').option('--url <url>')
  get.option('--tag <name...>')
  flag.command('list').option('--flag <key>').option('--segment <name>')
  program
    .command('rollout <key> [weights...]')
    .addOption(new Option('-m, --mode <mode>').choices(['fast', 'slow']))
  program.command('validate <file...>').option('--strict')
  program.command('hidden', { hidden: true })
  return program
}

/** Completes what stands in a line, split at blanks. */
async function complete(line: string, words = line.split(' ')) {
  const asked: unknown[] = []
  const candidates = await completeWords(makeProgram(), words, async (thing, options) => {
    asked.push([thing, ...options])
    return names[thing]
  })
  return { candidates, asked }
}

describe('completeWords', () => {
  it.each([
    ['', ['flag', 'rollout', 'validate', 'help']],
    ['fl', ['flag']],
    ['flag ', ['get', 'list', 'help']],
    ['flag get --', ['--json', '--environment', '--url', '--tag', '--help']],
    ['flag get --json --j', []],
    ['flag get --tag a --t', ['--tag']],
    ['rollout --mode s', ['slow']],
    ['rollout -m s', ['slow']],
    ['rollout --mode=f', ['--mode=fast']],
    ['validate --strict fl', []],
    ['nonsense ', []],
  ])('says how "%s" may go on, and asks no service', async (line, candidates) => {
    expect(await complete(line)).toEqual({ candidates, asked: [] })
  })

  it.each([
    ['flag get ch', ['checkout', 'chat'], ['flag']],
    ['flag get -- ch', ['checkout', 'chat'], ['flag']],
    ['flag get ', ['checkout', 'chat', 'team:beta'], ['flag']],
    ['flag list --flag chec', ['checkout'], ['flag']],
    ['flag list --segment ', ['staff'], ['segment']],
    ['flag get --url http://a --environment st', ['staging'], ['environment', ['--url', 'http://a']]],
    ['flag get --environment=p', ['--environment=production'], ['environment']],
    ['flag get --environment=staging che', ['checkout'], ['flag', ['--environment', 'staging']]],
  ])('asks a service how "%s" may go on', async (line, candidates, asked) => {
    expect(await complete(line)).toEqual({ candidates, asked: [asked] })
  })

  it.each([
    [['flag', 'get', '--environment', '=', 's'], ['staging']],
    [
      ['flag', 'get', '--environment', '='],
      ['production', 'staging'],
    ],
    [['flag', 'get', 'team', ':', 'b'], ['beta']],
    [['flag', 'get', '--url', 'http', ':', '//127.0.0.1', ':', '4870', 'chec'], ['checkout']],
  ])(
    'takes %j as bash splits it, and gives what is to stand in place of the last piece',
    async (words, candidates) => {
      expect((await complete('', words)).candidates).toEqual(candidates)
    },
  )

  it('gives the second of several arguments nothing that belongs to the first', async () => {
    expect(await complete('rollout checkout ch')).toEqual({ candidates: [], asked: [] })
  })
})
