/** The person has not allowed the site. */
export const WITHHELD = {
  reason:
    'Only pages of this computer, such as localhost, are open to it from the beginning. When you allow this site, the browser asks once more, and the page is loaded again, so that its flags are seen from the first script on.',
  takeBack: 'You can take it back at any time: in the browser, under the extension’s details, Site access.',
} as const

/** The title over {@link WITHHELD}. */
export function withheldTitle(site: string): string {
  return `The panel may not look into ${site} yet`
}

/** On the button that asks for a site. */
export function allowLabel(site: string): string {
  return `Allow on ${site}`
}

/** Over the buttons for sites of which a page has frames. */
export function withheldFrames(sites: number): string {
  return `Frames of ${sites === 1 ? 'another site' : `${sites} other sites`} are not looked into`
}
