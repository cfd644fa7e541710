/** What somebody needs to know who sees the panel for the first time. */
export const FIRST_RUN_HINT = {
  label: 'How to begin',
  override:
    'Switch a flag or choose a variant: this tab gets it at once, and after a reload, until you reset it.',
  why: 'Click on a flag’s name to see why it has its value.',
  keys: [
    ['/', 'finds'],
    ['↑ ↓', 'move'],
    ['Space', 'flips'],
    ['Enter', 'opens'],
    ['r', 'resets'],
  ],
  dismiss: 'Got it',
} as const
