import { parseAst } from 'vite'

/** What can be said of a file of scenes without running it. */
export interface SceneExports {
  /** `default`, and the names that begin with a capital letter, as those of components do. */
  readonly components: readonly string[]
  /** Of the export `scene`, where it is written out. */
  readonly title?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

type Program = ReturnType<typeof parseAst>
type Expression = Extract<Program['body'][number], { type: 'ExpressionStatement' }>['expression']

/**
 * Reads what a module exports, in JavaScript as Vite serves it.
 *
 * @throws Error where it is none.
 */
export function readSceneExports(code: string): SceneExports {
  const program = parseAst(code)
  const options = objectOf(beginningOf(program, 'scene'))
  const viewport = objectOf(options.viewport)
  const [title, width, height] = [options.title, viewport.width, viewport.height].map(literalOf)
  return {
    components: exportedNames(program).filter((name) => name === 'default' || /^\p{Lu}/u.test(name)),
    ...(typeof title === 'string' && title !== '' && { title }),
    ...(typeof width === 'number' && typeof height === 'number' && { viewport: { width, height } }),
  }
}

function exportedNames({ body }: Program): string[] {
  return body.flatMap((statement) => {
    if (statement.type === 'ExportDefaultDeclaration') return ['default']
    if (statement.type !== 'ExportNamedDeclaration') return []
    const { declaration, specifiers } = statement
    const named = specifiers.flatMap(({ exported }) =>
      exported.type === 'Identifier' ? [exported.name] : [],
    )
    if (declaration?.type === 'VariableDeclaration') {
      return [
        ...named,
        ...declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])),
      ]
    }
    return declaration && 'id' in declaration && declaration.id?.type === 'Identifier'
      ? [...named, declaration.id.name]
      : named
  })
}

/** What a constant of the module begins with. */
function beginningOf({ body }: Program, name: string): Expression | undefined {
  for (const statement of body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') continue
    const found = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)
    if (found?.init) return found.init
  }
  return undefined
}

function objectOf(expression: Expression | undefined): Readonly<Record<string, Expression | undefined>> {
  if (expression?.type !== 'ObjectExpression') return {}
  return Object.fromEntries(
    expression.properties.flatMap((property) => {
      if (property.type !== 'Property' || property.computed) return []
      const { key, value } = property
      if (key.type === 'Identifier') return [[key.name, value as Expression]]
      return key.type === 'Literal' ? [[String(key.value), value as Expression]] : []
    }),
  )
}

function literalOf(expression: Expression | undefined): unknown {
  return expression?.type === 'Literal' ? expression.value : undefined
}
