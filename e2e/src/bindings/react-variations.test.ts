import { expect, it } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

it('asks the server for the variation that is shown, and for no other', async () => {
  await using site = await serveFolder(await buildPage('variations-react', 'http://127.0.0.1:1'))
  await using launched = await launchBrowser()
  const page = await launched.browser.newPage()
  const errors = watchForErrors(page)
  const asked: string[] = []
  page.on('request', (request) => {
    const [, chunk] = /assets\/(classic|bold|seasonal)-/.exec(request.url()) ?? []
    if (chunk) asked.push(chunk)
  })
  await page.goto(site.origin)
  await whenShown(page.mainFrame(), 'main', 'the bold hero')
  expect(asked).toEqual(['bold'])
  await page.evaluate(() => window.testClient.set('hero', 'seasonal'))
  await whenShown(page.mainFrame(), 'main', 'the seasonal hero')
  await page.evaluate(() => window.testClient.set('hero', 'bold'))
  await whenShown(page.mainFrame(), 'main', 'the bold hero')
  expect(asked).toEqual(['bold', 'seasonal'])
  expect(errors).toEqual([])
})
