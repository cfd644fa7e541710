import type { BindingName } from '../bindings/binding-names.ts'
import { BINDING_SUBJECTS } from '../bindings/binding-subjects.ts'
import { BINDING_EFFORTS, type BindingEffortName } from './binding-effort.ts'
import { type BindingCost, measureBinding } from './measure-binding.ts'

declare global {
  interface Window {
    /** What a fresh browser is told to do. */
    measureBinding: (name: BindingName, effort: BindingEffortName) => Promise<BindingCost>
  }
}

window.measureBinding = (name, effort) =>
  measureBinding(name, BINDING_SUBJECTS[name], BINDING_EFFORTS[effort])
