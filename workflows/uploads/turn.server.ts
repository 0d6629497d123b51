import { AsyncLocalStorage } from "node:async_hooks"

/** Somebody's wait until their file is read, for whoever tells them how long it will be. */
export class Turn {
  private before: (() => number) | null = null

  /** How many files are read before this one: 0 when it is next or being read; null when it waits for nothing. */
  ahead(): number | null {
    return this.before?.() ?? null
  }

  /** Called by the lane the file waits in, and with null when it is done. */
  queued(before: (() => number) | null): void {
    this.before = before
  }
}

const turns = new AsyncLocalStorage<Turn>()

/** Does `work`, whose files wait as this turn says. */
export const taking = <T>(turn: Turn, work: () => T): T => turns.run(turn, work)

/** The turn of whoever asks for the reading; undefined where nobody waits to be told. */
export const presentTurn = (): Turn | undefined => turns.getStore()
