// From the root: Firefox resolves what begins elsewhere against this page, and Chromium does not.
chrome.devtools.panels.create('Flags', '/src/icons/flag-16.png', '/src/panel/panel.html')
