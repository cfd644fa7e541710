/** The words of what is known of a snapshot. */
export const SNAPSHOT_TEXT = {
  page: 'Page',
  taken: 'Taken',
  client: 'Client',
  browser: 'Browser',
} as const
