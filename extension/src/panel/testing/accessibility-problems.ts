import axe from 'axe-core'

/** What axe finds in an element, without any exclusion: one text for each rule that is broken. */
export async function accessibilityProblems(element: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // About whole pages: the panel is the only thing in its own.
    rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
