/** The words of what is known about a flag. */
export const METADATA_TEXT = {
  overdue: 'overdue',
} as const
