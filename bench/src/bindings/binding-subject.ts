import type { SampleFlag } from '../flags/sample-flag.ts'

/** A framework's binding to flags, which is measured in a page: gives the SDK behind it flags, in its own way and without a network. */
export type BindingSubject = (flags: readonly SampleFlag[]) => Promise<StartedBinding>

/** A binding whose SDK has its flags. */
export interface StartedBinding {
  /**
   * Mounts components that show one boolean flag each as a `<p>`, within this task and with all effects.
   *
   * @param onRender is called whenever the code of a component runs.
   * @returns what unmounts them.
   */
  mount(element: Element, flagKeys: readonly string[], onRender: () => void): () => void
  /** Calls the listener when the SDK begins to tell of a change, before any component hears. To be called once, before `mount`. */
  onTold(flagKey: string, listener: () => void): void
  /**
   * Hands one changed flag to the SDK.
   *
   * @param flags all flags, the changed one among them. @param turn counts the changes, from 1.
   */
  change(flags: readonly SampleFlag[], changed: SampleFlag, turn: number): void
}
