import { HOSTILE_SETS, type HostileSet } from '../flags/hostile-sets.ts'
import { type LimitCosts, measureLimits } from './measure-limits.ts'

declare global {
  interface Window {
    /** Measures the hostile set with this place in the list. */
    measureLimits(index: number): LimitCosts
  }
}

window.measureLimits = (index) => measureLimits(HOSTILE_SETS[index] as HostileSet)
