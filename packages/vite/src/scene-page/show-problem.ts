import { SceneProblem } from './scene-problem.ts'

/** Shows in the place of a scene what is wrong with it. @param file the scene's. */
export function showProblem(container: Element, error: unknown, file: string): void {
  const notice = document.createElement('section')
  notice.role = 'alert'
  notice.className = 'halyard-scene-problem'
  notice.append(...explain(error, file).map(([name, content]) => line(name, content)))
  container.replaceChildren(notice)
}

function explain(error: unknown, file: string): readonly (readonly [name: string, content: string])[] {
  if (error instanceof SceneProblem) {
    return [
      ['h1', 'This scene cannot be shown'],
      ['p', error.message],
      ['p', error.fix],
    ]
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  return [
    ['h1', 'This scene throws'],
    ['p', `${file}, or what it imports, fails: ${message}`],
    ['p', 'Mend it and save; this page follows.'],
    ...(stack === undefined ? [] : [['pre', stack] as const]),
  ]
}

function line(name: string, content: string): HTMLElement {
  const element = document.createElement(name)
  element.textContent = content
  return element
}
