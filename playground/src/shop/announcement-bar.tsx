import { useFlag } from '@halyard/react'
import type { ReactElement } from 'react'
import { NO_ANNOUNCEMENT, parseAnnouncement } from './announcement.ts'
import './announcement-bar.css'

/** The line above the page, when there is something to say. */
export function AnnouncementBar(): ReactElement | null {
  const announcement = parseAnnouncement(useFlag('announcement', NO_ANNOUNCEMENT))
  if (!announcement) return null
  return (
    <p className="announcement-bar" data-tone={announcement.tone}>
      {announcement.text}
    </p>
  )
}
