import { createContext } from 'react'

/**
 * The id of the cell under which the panel is docked: whoever uses it may override what the cell is assigned, which is
 * then no fault of the page.
 */
export const InspectedCellContext = createContext<string | undefined>(undefined)
