/** The only source of time. Production reads the machine's; training mode one that can be moved forward. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** Stands still until told otherwise: for tests and rehearsals. */
export const fixedClock = (instant: string | Date): Clock & { set(next: string | Date): void } => {
  let current = new Date(instant)
  return {
    now: () => new Date(current),
    set: (next) => {
      current = new Date(next)
    },
  }
}
