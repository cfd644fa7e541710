/**
 * Marks an evaluation context that a person set in place of the page's: what is seen in the name of somebody else says
 * nothing about anybody, and is not counted. A registered symbol works between bundles, and is lost in JSON and in copies.
 */
export const SET_BY_HAND: unique symbol = Symbol.for('halyard.context.set-by-hand') as never
