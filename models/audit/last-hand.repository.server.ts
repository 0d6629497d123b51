import { AuditEntryModel } from "./audit-entry.schema.server.ts"

/** Who last had a thing in hand, as the log tells it. */
export type LastHand = { id: string; personId: string; type: string }

const BATCH = 1000

/**
 * Of each of these things the last entry of one of these types: whoever did it had it in hand, or whom it was handed to
 * (`work.handedOver` names them). Things without such an entry are left out.
 */
export const lastHandsOf = async (
  kind: string,
  ids: readonly string[],
  types: readonly string[],
): Promise<LastHand[]> => {
  const last = new Map<string, LastHand>()
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await AuditEntryModel.find(
      {
        "subject.kind": kind,
        "subject.id": { $in: ids.slice(from, from + BATCH) },
        type: { $in: [...types, "work.handedOver"] },
      },
      { by: 1, type: 1, subject: 1, payload: 1 },
    )
      .sort({ _id: 1 })
      .lean()
    for (const { by, type, subject, payload } of rows) {
      const personId = type === "work.handedOver" ? String(payload.to) : by
      last.set(subject.id, { id: subject.id, personId, type })
    }
  }
  return [...last.values()]
}
