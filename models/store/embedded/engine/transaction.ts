import type { Collection } from "./collection.ts"
import type { DocumentRecord } from "./records.ts"

/** A snapshot and what was written on top of it; a command outside a transaction has a short one of its own. */
export class Transaction {
  /** Commit number up to which others' work is seen. */
  readonly snapshot: number
  readonly writes = new Map<DocumentRecord, Collection>()
  /** Resolves when it has committed or aborted: whoever waits for its documents may try again. */
  readonly ended: Promise<void>
  private resolveEnded: () => void = () => {}
  isOpen = true

  constructor(snapshot: number) {
    this.snapshot = snapshot
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve
    })
  }

  end(): void {
    this.isOpen = false
    this.resolveEnded()
  }
}
