import { AsyncLocalStorage } from "node:async_hooks"

/**
 * Those whose work met another's, one after the other in the order in which they came: trying again all at once, each would undo
 * the other's try, and whoever is unlucky would never come first.
 */
export const writersLine = () => {
  const inside = new AsyncLocalStorage<true>()
  let last: Promise<void> | null = null
  return {
    /** Somebody has the turn or waits for it. */
    isTaken: () => last !== null,
    /** Waits for one's turn; what is returned gives it to the next. Who asks for it within a work under way waits for nobody. */
    enter: async (): Promise<() => void> => {
      if (inside.getStore()) return () => {}
      const before = last
      let leave = () => {}
      const mine = new Promise<void>((resolve) => {
        leave = resolve
      })
      last = mine
      await before
      return () => {
        leave()
        if (last === mine) last = null
      }
    },
    /** Runs a work: what it asks of the line itself would wait for its own end. */
    within: <T>(work: () => Promise<T>): Promise<T> => inside.run(true, work),
  }
}
