import { compileScript, parse } from 'vue/compiler-sfc'

/**
 * Compiles a Vue component of one file.
 *
 * @param hasTemplate the code of a template runs, but has no types.
 * @returns a module in TypeScript that declares `component`.
 * @throws Error with the compiler's words.
 */
export function compileComponent(source: string, hasTemplate: boolean): string {
  const { descriptor, errors } = parse(source)
  if (errors[0]) throw errors[0]
  return compileScript(descriptor, { id: 'readme', inlineTemplate: hasTemplate, genDefaultAs: 'component' })
    .content
}
