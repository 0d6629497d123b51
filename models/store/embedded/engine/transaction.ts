import type { IndexSpecification, NamespaceRow } from "./persistence.ts"
import type { DocumentRecord } from "./records.ts"

/** A collection as the transactions that write to it hold it: to keep, forget or take back what they wrote. */
export type WrittenCollection = Omit<NamespaceRow, "indexes"> & {
  readonly namespace: string
  /** The open transaction it was first named in; nobody else has it before that commits. */
  createdBy: Transaction | null
  readonly indexes: readonly { specification: IndexSpecification }[]
  /** Takes back what a transaction wrote to a record. */
  undo(record: DocumentRecord): void
  /** Forgets versions no snapshot from `oldest` on can see. */
  prune(record: DocumentRecord, oldest: number): void
}

/** A snapshot and what was written on top of it; a command outside a transaction has a short one of its own. */
export class Transaction {
  /** Commit number up to which others' work is seen. */
  readonly snapshot: number
  readonly writes = new Map<DocumentRecord, WrittenCollection>()
  /** Resolves when it has committed or aborted: whoever waits for its documents may try again. */
  readonly ended: Promise<void>
  private resolveEnded: () => void = () => {}
  isOpen = true
  /** A client's own, over several commands. */
  isMultiDocument = false
  /** Collections that come to be when it commits. */
  readonly created: WrittenCollection[] = []

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
