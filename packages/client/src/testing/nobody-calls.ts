import type { MethodCall } from '@halyard/devtools'

/** The call of a panel, for methods that ask nothing of it. */
export const NOBODY_CALLS: MethodCall = { client: () => undefined, onPanelGone: () => undefined }
