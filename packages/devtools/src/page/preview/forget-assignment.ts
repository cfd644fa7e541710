/**
 * Takes what was assigned to this page out of the frame's name when the frame is about to show a page of another
 * origin: whoever embeds the frame told it to this page, and not to that one. Browsers without the Navigation API do
 * not say where a frame goes.
 *
 * @returns a function that ends it.
 */
export function forgetAssignmentElsewhere(): () => void {
  const { navigation } = window
  function leave({ destination, downloadRequest }: NavigateEvent): void {
    if (downloadRequest === null && new URL(destination.url).origin !== location.origin) window.name = ''
  }
  navigation?.addEventListener('navigate', leave)
  return () => navigation?.removeEventListener('navigate', leave)
}
