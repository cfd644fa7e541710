import type { OverrideEntry } from '@halyard/protocol/overrides'
import type { EvaluationContext, FlagValue } from '@halyard/schema'

/**
 * Who overrides a flag. Where several do, the first of these wins:
 *
 * 1. `code`: the application, when it creates the client. Nobody else can change it.
 * 2. `frame`: the page around this frame, which assigned it. In such a frame nothing is read from storage or from an
 *    address: what it shows depends on its assignment alone.
 * 3. `share`: a link from somebody else, to which the person here agreed. Holds in this tab, also after a reload.
 * 4. `tab`: this page or a panel that looks at it. Holds in this tab, also after a reload.
 * 5. `origin`: the same, for every tab of this origin in this browser, until it is reset.
 */
export type OverrideScope = 'code' | 'frame' | 'share' | 'tab' | 'origin'

/** An override in force. */
export interface FlagOverride extends OverrideEntry {
  readonly scope: OverrideScope
}

/** Where and for how long {@link ClientOverrides.set} overrides a flag. */
export interface OverrideOptions {
  /** In a frame that the page around it assigned values to, both mean that frame. @default 'tab' */
  readonly scope?: 'tab' | 'origin'
  /** From this instant on the override counts as nothing, in milliseconds since 1970. @default never */
  readonly expiresAtMs?: number | undefined
}

/**
 * The evaluation context that a person set in place of the page's. What the page sets meanwhile is kept, and comes into
 * force when the override ends. Nothing that is seen meanwhile is counted.
 */
export interface ClientContextOverride {
  /** The page's own context. */
  readonly own: EvaluationContext
  /** What is in force in place of it, `undefined` where nothing is. */
  readonly value: EvaluationContext | undefined
  /** Whether it holds in this tab, also after a reload; or until the page is left, where nothing can be stored. */
  readonly scope: 'tab' | 'page'
  /**
   * Sets it.
   *
   * @returns a promise that resolves when reads answer for it, and rejects as `client.setContext` does.
   * @example await client.overrides.context?.set({ targetingKey: 'tester', plan: 'team' })
   */
  set(context: EvaluationContext): Promise<void>
  /** Brings the page's own context back. Resolves when reads answer for it. */
  reset(): Promise<void>
}

/** The overrides of this client. A change is effective at once and, where storage allows it, after a reload. */
export interface ClientOverrides {
  /** Every override in force, by flag key: of each flag the one that wins, see {@link OverrideScope}. */
  readonly entries: ReadonlyMap<string, FlagOverride>
  /** Whom the page is evaluated for in place of its own user. Absent: this client takes no overrides. */
  readonly context?: ClientContextOverride
  /**
   * Overrides a flag. What a person set earlier in a scope that would win is removed, so that the page shows what was
   * set last.
   *
   * @returns `null`, or a sentence that says why the override is refused: it must have the flag's type, must not have
   * expired already, and nothing overrides the code.
   * @example client.overrides.set('hero', 'bold', { scope: 'origin', expiresAtMs: Date.now() + 3_600_000 })
   */
  set(flagKey: string, value: FlagValue, options?: OverrideOptions): string | null
  /**
   * Removes the override of one flag, or of all when no key is given; in one scope, or in all when none is given.
   *
   * @example client.overrides.reset(undefined, { scope: 'share' })
   */
  reset(flagKey?: string, options?: { readonly scope?: OverrideScope }): void
}
