import { whenShown } from '../support/flag-page.ts'
import type { ReadmeStep } from './describe-readme-steps.ts'

/** Follows a README's first steps: its first program, beside the flags of `halyard dev --init`, and then its first edit. */
export async function followFirstFlag({ open, edit }: ReadmeStep, selector = 'h1'): Promise<void> {
  const page = await open()
  await whenShown(page.mainFrame(), selector, 'Welcome!')
  edit('welcome-banner', { defaultVariant: 'off' })
  await whenShown(page.mainFrame(), selector, 'Shop')
}
