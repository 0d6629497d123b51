/** From this many procedures on, their number is typed before an import is undone. */
export const MANY_UNDONE = 20
