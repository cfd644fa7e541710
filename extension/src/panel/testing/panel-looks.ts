import { page } from 'vitest/browser'

/** Every look that the panel has to be accessible in: the theme, and the width in pixels. */
export const PANEL_LOOKS = [
  ['light', 900],
  ['light', 420],
  ['dark', 900],
  ['dark', 420],
] as const

/** Gives the page that look. */
export async function takeLook([theme, width]: (typeof PANEL_LOOKS)[number]): Promise<void> {
  document.documentElement.dataset.theme = theme
  await page.viewport(width, 600)
}
