/** One of the manifest's content scripts; the types of Chrome's interface know no worlds. */
type ContentScript = NonNullable<chrome.runtime.ManifestV3['content_scripts']>[number] & {
  readonly world?: 'ISOLATED' | 'MAIN'
}

// Chrome runs a registered script only where its extension may, so the scripts are registered once, for every site, and
// follow whatever the person allows or takes back, here or in the browser's settings. What is registered outlives the
// browser, and goes with an update.
chrome.runtime.onInstalled.addListener(() => void registerContentScripts())

/** Registers the content scripts of the manifest for the sites that it does not name. */
async function registerContentScripts(): Promise<void> {
  const registered = await chrome.scripting.getRegisteredContentScripts()
  if (registered.length > 0) return
  const { content_scripts = [], optional_host_permissions = [] } = chrome.runtime.getManifest()
  const scripts: readonly ContentScript[] = content_scripts
  await chrome.scripting.registerContentScripts(
    // They are to run in the manifest's order. Chrome runs them in the order of their ids (seen in Chromium 156).
    scripts.map(({ js = [], world = 'ISOLATED', matches = [], all_frames = false }, index) => ({
      id: `${index}`,
      // Firefox has made addresses of them.
      js: js.map((path) => new URL(path, chrome.runtime.getURL('/')).pathname.slice(1)),
      world,
      matches: [...optional_host_permissions],
      excludeMatches: matches,
      allFrames: all_frames,
      matchOriginAsFallback: true,
      runAt: 'document_start',
      persistAcrossSessions: true,
    })),
  )
}
