import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/**
 * Bundles a program of this folder, or one beside it, for a script element in a page.
 *
 * @param name the file's name, or the program itself where it has several lines.
 */
export async function bundlePage(name: string): Promise<string> {
  const program = name.includes('\n') ? name : `import '${fileURLToPath(new URL(name, import.meta.url))}'`
  const outputs = await build({
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      rolldownOptions: { input: 'virtual:program', output: { format: 'iife' } },
    },
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'virtual:program' ? id : null),
        load: (id) => (id === 'virtual:program' ? program : null),
      },
    ],
  })
  const [{ output }] = [outputs].flat() as [Rolldown.RolldownOutput]
  const [{ code }] = output
  return code.replaceAll('</script', '<\\/script')
}
