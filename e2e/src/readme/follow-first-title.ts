import type { ReadmeStep } from './describe-readme-steps.ts'

/** Follows a README's first steps, as `followFirstFlag` does, where the program sets the page's title. */
export async function followFirstTitle({ open, edit }: ReadmeStep): Promise<void> {
  const page = await open()
  await page.waitForFunction(`document.title === 'Welcome!'`)
  edit('welcome-banner', { defaultVariant: 'off' })
  await page.waitForFunction(`document.title === 'Shop'`)
}
