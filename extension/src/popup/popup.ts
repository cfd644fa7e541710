import { createExtensionTransport } from '../panel/transport/extension-transport.ts'
import { mountPopup } from './mount-popup.tsx'

// Here the active tab is the one that was clicked on.
const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
if (tab?.id !== undefined) mountPopup(document.body, createExtensionTransport(tab.id))
