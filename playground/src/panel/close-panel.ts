/** What the panel's frame says to the playground around it when somebody is done with it. */
export const CLOSE_PANEL = 'halyard:close-panel'
