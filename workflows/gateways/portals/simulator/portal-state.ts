import { z } from "zod"
import type { WireEnvelope } from "../envelope.ts"
import type { PortalReceipt } from "../portal-client.ts"

/** What can be made to go wrong, on demand. */
export const FAULT_KINDS = [
  "timeout",
  "500",
  "429",
  "401",
  "403",
  "reject",
  "unknown-code",
  "reset",
  "reset-after-write",
  "500-after-write",
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const FaultOrder = z.object({
  target: z.string().min(1),
  kind: z.enum(FAULT_KINDS),
  count: z.int().min(1).default(1),
  /** Which requests go wrong: those that write (PUT, DELETE) or those that read. */
  on: z.enum(["write", "read"]).default("write"),
})
export type FaultOrder = z.input<typeof FaultOrder>

export type StoredRecord = {
  envelope: WireEnvelope
  withdrawn: boolean
  /** How often a write reached it, replays of the same key not counted. */
  writes: number
}

/** What the simulated portals hold, in memory. */
export class PortalState {
  readonly #records = new Map<string, Map<string, StoredRecord>>()
  readonly #receipts = new Map<string, { payloadSha256: string; receipt: PortalReceipt }>()
  readonly #faults: z.output<typeof FaultOrder>[] = []
  readonly #ended = new AbortController()
  #received = 0

  /** Aborted when the portals close: whoever hangs in a time-out is let go. */
  get ended(): AbortSignal {
    return this.#ended.signal
  }

  /** Requests that wrote, or would have, replays included. */
  get received(): number {
    return this.#received
  }

  records(target: string): Map<string, StoredRecord> {
    const records = this.#records.get(target) ?? new Map<string, StoredRecord>()
    this.#records.set(target, records)
    return records
  }

  receiptFor(idempotencyKey: string) {
    return this.#receipts.get(idempotencyKey)
  }

  countRequest(): void {
    this.#received += 1
  }

  /** Writes the record and remembers the receipt under its key. */
  write(envelope: WireEnvelope, receivedAt: string): PortalReceipt {
    const { target, recordId, version, idempotencyKey, payloadSha256 } = envelope
    const before = this.records(target).get(recordId)
    this.records(target).set(recordId, {
      envelope,
      withdrawn: envelope.operation === "WITHDRAW",
      writes: (before?.writes ?? 0) + 1,
    })
    const receipt = {
      receiptNo: `${target}-${this.#receipts.size + 1}`,
      receivedAt,
      acceptedVersion: version,
      remoteId: `${target}/${recordId}`,
    }
    this.#receipts.set(idempotencyKey, { payloadSha256, receipt })
    return receipt
  }

  orderFault(order: FaultOrder): void {
    this.#faults.push(FaultOrder.parse(order))
  }

  clearFaults(): void {
    this.#faults.length = 0
  }

  /** The fault that this request must show, used up by it. */
  takeFault(target: string, on: "write" | "read"): FaultKind | null {
    const index = this.#faults.findIndex((fault) => fault.target === target && fault.on === on)
    const fault = this.#faults[index]
    if (!fault) return null
    fault.count -= 1
    if (fault.count === 0) this.#faults.splice(index, 1)
    return fault.kind
  }

  end(): void {
    this.#ended.abort()
  }
}
