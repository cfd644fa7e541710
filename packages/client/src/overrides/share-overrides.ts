import {
  decodeShare,
  type ShareResult,
  type ShareState,
  takeShare,
  verifyShare,
} from '@halyard/protocol/share'
import { confirmShare } from './confirm-share.ts'
import type { SharePage, ShareReceiver } from './share-receiver.ts'

/** Which shares a page takes, and who decides. */
export interface ShareOverridesOptions {
  /**
   * Ed25519 public keys, each as the `x` of its JSON Web Key: 32 bytes in base64url. A share that none of them signed
   * is refused before anybody is asked. Needs a secure page. @default shares need no signature
   */
  readonly publicKeys?: readonly string[]
  /**
   * Asks the person in front of the page. What the share says was written by somebody else: show it as text.
   *
   * @returns whether the values are to be used. A context is never set: call `client.setContext(share.context)` here
   * where that is wanted.
   * @default `window.confirm` with the values, their expiry, and what the sender has to say
   */
  confirm?(share: ShareState): boolean | Promise<boolean>
}

/**
 * Takes what somebody shares in this page's address, when the client starts and the person here agrees. The values
 * hold in this tab until they expire, survive a reload, and never become permanent by themselves. The share leaves the
 * address once it is answered. Whatever is refused changes nothing, and is told as `share-refused`.
 *
 * @example
 * const client = createFlagClient({
 *   source,
 *   overrides: pageOverrides({ share: shareOverrides({ publicKeys: ['11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'] }) }),
 * })
 */
export function shareOverrides({
  publicKeys,
  confirm = confirmShare,
}: ShareOverridesOptions = {}): ShareReceiver {
  // The clients of one page wait for one answer.
  let asked: Promise<ShareState | null> | undefined

  async function ask({ clock, onDiagnostic }: SharePage): Promise<ShareState | null> {
    const { text } = takeShare(address())
    if (text === null) return null
    try {
      const result = publicKeys ? await verify(text, publicKeys, clock.now()) : decodeShare(text, clock.now())
      if (result.ok) return (await confirm(result.share)) ? result.share : null
      onDiagnostic?.({ code: 'share-refused', message: result.message })
    } catch (error) {
      onDiagnostic?.({ code: 'share-refused', message: `this share cannot be taken: ${String(error)}` })
    }
    return null
  }

  return (page) => {
    asked ??= ask(page).finally(() => {
      asked = undefined
    })
    void asked.then((share) => {
      const refusals = share ? page.adopt(share.overrides, share.expiresAtMs) : []
      for (const message of refusals) page.onDiagnostic?.({ code: 'share-refused', message })
      // Only now: a page that is left before the answer asks again.
      const { text, rest } = takeShare(address())
      if (text !== null) history.replaceState(history.state, '', rest)
    })
  }
}

/** Outside of a page there is none. */
function address(): string {
  return globalThis.location?.href ?? ''
}

async function verify(text: string, publicKeys: readonly string[], nowMs: number): Promise<ShareResult> {
  const { subtle } = crypto
  if (!subtle) throw new Error('signatures can be checked on secure pages only, over https or on localhost')
  const keys = publicKeys.map((x) =>
    subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify']),
  )
  return verifyShare(text, { publicKeys: await Promise.all(keys), subtle, nowMs })
}
