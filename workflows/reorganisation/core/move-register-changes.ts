import type { OnlineService } from "#models/online-service/online-service.ts"
import type { Reckoning } from "./heirs.ts"
import { BY_FIELD } from "./questions.ts"
import { type Patch, rowsOf } from "./world.ts"

/**
 * Changes of procedures that wait go to whoever proposes for the procedure's services from the day on; those of a procedure that
 * has none any more, to the successor of whoever they waited for.
 */
export const moveRegisterChanges = (
  r: Reckoning,
  services: ReadonlyMap<string, OnlineService>,
): Patch<"registerChanges">[] => {
  const proposers = new Map<string, string[]>()
  for (const { active, procedureCode, proposingAgencyId } of services.values()) {
    const known = proposers.get(procedureCode) ?? []
    if (active && !known.includes(proposingAgencyId))
      proposers.set(procedureCode, [...known, proposingAgencyId])
  }
  return rowsOf(r.world, "registerChanges").flatMap((before): Patch<"registerChanges">[] => {
    if (!before.agencyIds.some(r.ends)) return []
    const agencyIds = proposers.get(before.code) ?? unique(before.agencyIds.map((id) => successorOf(r, id)))
    const after = { ...before, agencyIds }
    return [{ table: "registerChanges", key: before.id, before, after, why: "Chuyển cùng dịch vụ" }]
  })
}

function successorOf(r: Reckoning, agencyId: string): string {
  const onEve = r.ends(agencyId) ? r.onEve(agencyId) : agencyId
  const receiver = onEve && r.receiverOf(onEve, "thay đổi của thủ tục đang chờ")
  return receiver && receiver !== BY_FIELD ? receiver : agencyId
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]
