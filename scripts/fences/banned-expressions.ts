import { parseSync, Visitor } from 'oxc-parser'
import type { Fence } from './fence.ts'
import { ROOMS } from './rooms.ts'
import { lineAt, type SourceFile, shippedFiles } from './source-files.ts'

/** What a room must never touch, where no type setting and no lint rule can say it. */
export const bannedExpressions: Fence = {
  name: 'banned expressions',
  async check() {
    return ROOMS.flatMap(({ folder, banned = [] }) =>
      shippedFiles(`${folder}/src`).flatMap((file) =>
        expressionsOf(file).flatMap(({ expression, start }) =>
          banned
            .filter((rule) => rule.expression === expression && !isExcepted(file.path, folder, rule.except))
            .map((rule) => `${file.path}:${lineAt(file.text, start)} uses ${expression}: ${rule.because}`),
        ),
      ),
    )
  },
}

function isExcepted(path: string, folder: string, except: string | undefined): boolean {
  return except !== undefined && path.startsWith(`${folder}/src/${except}`)
}

function expressionsOf(file: SourceFile): { expression: string; start: number }[] {
  const found: { expression: string; start: number }[] = []
  const visitor = new Visitor({
    Identifier(node) {
      found.push({ expression: node.name, start: node.start })
    },
    MemberExpression(node) {
      if (!node.computed && node.object.type === 'Identifier' && node.property.type === 'Identifier') {
        found.push({ expression: `${node.object.name}.${node.property.name}`, start: node.start })
      }
    },
  })
  visitor.visit(parseSync(file.path, file.text).program)
  return found
}
