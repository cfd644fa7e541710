/** The sign for "overridden by you": a filled diamond in the one colour that means this. */
export function OverrideMark() {
  return (
    <svg class="override-mark" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <path d="M5 0.5 9.5 5 5 9.5 0.5 5z" fill="currentColor" />
    </svg>
  )
}
