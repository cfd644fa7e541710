import { mountPanel } from './mount-panel.tsx'
import { chromeStorageArea } from './storage/chrome-storage-area.ts'
import { createPanelStorage } from './storage/panel-storage.ts'
import { createExtensionSiteAccess } from './transport/extension-site-access.ts'
import { createExtensionTransport } from './transport/extension-transport.ts'

const { panels, inspectedWindow } = chrome.devtools

function followTheme(theme: string): void {
  document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light'
}

followTheme(panels.themeName)
panels.setThemeChangeHandler?.(followTheme)
mountPanel(
  document.body,
  {
    ...createExtensionTransport(inspectedWindow.tabId),
    // In Firefox, pages of DevTools cannot ask for permissions.
    ...(chrome.permissions && { siteAccess: createExtensionSiteAccess() }),
  },
  createPanelStorage(chromeStorageArea()),
)
