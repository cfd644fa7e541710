/** A size that a page is looked at in, in CSS pixels. */
export interface Viewport {
  readonly id: ViewportId
  readonly name: string
  readonly width: number
  readonly height: number
}

/** As it stands in the address. */
export type ViewportId = 'phone' | 'long-phone' | 'tablet' | 'desktop'

/** The sizes to choose from, smallest first. */
export const VIEWPORTS: { readonly [Id in ViewportId]: Viewport } = {
  phone: { id: 'phone', name: 'Phone', width: 390, height: 844 },
  // What a page shows below the fold; how long it really is, a page of another origin does not tell.
  'long-phone': { id: 'long-phone', name: 'Long phone', width: 390, height: 2532 },
  tablet: { id: 'tablet', name: 'Tablet', width: 820, height: 1180 },
  desktop: { id: 'desktop', name: 'Desktop', width: 1440, height: 900 },
}
