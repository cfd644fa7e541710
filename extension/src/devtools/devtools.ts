chrome.devtools.panels.create('Flags', 'src/icons/flag-16.png', 'src/panel/panel.html')
