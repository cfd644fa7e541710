import { describeReadmeSteps } from './describe-readme-steps.ts'

describeReadmeSteps('packages/openfeature', {
  async 'first-flag'({ open, edit }) {
    const page = await open()
    await page.waitForFunction(`document.title === 'Welcome!'`)
    edit('welcome-banner', { defaultVariant: 'off' })
    await page.waitForFunction(`document.title === 'Shop'`)
  },
})
