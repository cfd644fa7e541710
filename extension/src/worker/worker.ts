// Everything that the extension does in the background. Chrome stops this worker whenever it is idle; no panel needs it.
import './allowed-sites.ts'
import './forwarded-ports.ts'
import './override-badge.ts'
