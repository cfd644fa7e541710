import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchBindings } from './bench-bindings.ts'
import { benchClient } from './bench-client.ts'
import { benchDevtools } from './bench-devtools.ts'
import { benchEvaluator } from './bench-evaluator.ts'
import { benchLimits } from './bench-limits.ts'
import { benchOpenFeature } from './bench-openfeature.ts'
import { benchPlayground } from './bench-playground.ts'
import { benchServer } from './bench-server.ts'

const RESULTS = join(import.meta.dirname, '../results')

const BENCHMARKS = {
  evaluator: { title: 'Evaluator', run: benchEvaluator },
  client: { title: 'Client', run: benchClient },
  bindings: { title: 'Bindings', run: benchBindings },
  openfeature: { title: 'OpenFeature', run: benchOpenFeature },
  server: { title: 'Server', run: benchServer },
  devtools: { title: 'Devtools', run: benchDevtools },
  playground: { title: 'Playground', run: benchPlayground },
  limits: { title: 'Limits', run: benchLimits },
} as const

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
const name = positionals.join() as keyof typeof BENCHMARKS
if (Object.hasOwn(BENCHMARKS, name)) await bench(name)
else {
  console.error(`pnpm bench ${Object.keys(BENCHMARKS).join(' | ')} [--quick] [--write]`)
  process.exitCode = 2
}

async function bench(name: keyof typeof BENCHMARKS): Promise<void> {
  const { title, run } = BENCHMARKS[name]
  const report = await run(values.quick ? 'quick' : 'full')
  console.log(report)
  if (!values.write) return
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(
    join(RESULTS, `${name}.md`),
    `# ${title}: last results\n\n\`pnpm bench ${name} --write\` wrote this.\n\n${report}\n`,
  )
}
