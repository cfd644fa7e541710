import type { ComponentChildren } from 'preact'

/** What is shown where there is nothing to show: why that is, and what to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
