import axe from 'axe-core'

/** What axe finds wrong below an element, a line for each rule. */
export async function accessibilityProblems(parent: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(parent, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // About whole pages: the panel is the only thing in its own.
    rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
