import type { ClientSession } from "mongoose"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import type { ProcedureSnapshot } from "#models/procedure/procedure.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import {
  findWaitingChanges,
  insertChanges,
  resolveWaitingOf,
} from "#models/register-change/register-change.repository.server.ts"
import type { RegisterChange } from "#models/register-change/register-change.ts"
import { compareProcedures } from "./compare-procedures.ts"

type Taken = { importId: string; at: Date }

/**
 * Notes what an import changed in procedures the register already held: each change of a part that bears on a level waits for
 * a decision, the others are only noted. A change that still waits is overtaken by the new one, which is told from the content
 * that was decided on. Within the import's transaction, before the new contents are put in force.
 */
export const noteChanges = async (
  inForce: ReadonlyMap<string, ProcedureSnapshot>,
  taken: readonly Pick<ProcedureSnapshot, "code" | "hash" | "procedure">[],
  { importId, at }: Taken,
  session: ClientSession,
): Promise<void> => {
  const changed = taken.flatMap((now) => {
    const before = inForce.get(now.code)
    return before && before.hash !== now.hash ? [{ now, before }] : []
  })
  if (changed.length === 0) return
  const codes = changed.map(({ now }) => now.code)
  const waiting = new Map(
    (await findWaitingChanges(codes, session))
      .filter(({ kind }) => kind === "CHANGED")
      .map((change) => [change.code, change]),
  )
  const decidedOn = new Map(
    (
      await findSnapshotsByHash(
        [...waiting.values()].map(({ fromHash }) => fromHash),
        session,
      )
    ).map((snapshot) => [`${snapshot.code}|${snapshot.hash}`, snapshot]),
  )
  const agencies = await agenciesOf(codes, session)
  await resolveWaitingOf(
    codes,
    ["CHANGED"],
    { ...BY_THE_REGISTER, state: "NOTED", resolvedAt: at, note: OVERTAKEN },
    session,
  )
  await insertChanges(
    changed.flatMap(({ now, before }) => {
      const open = waiting.get(now.code)
      const from = (open && decidedOn.get(`${now.code}|${open.fromHash}`)) ?? before
      const parts = compareProcedures(from.procedure, now.procedure)
      const relevantParts = parts.filter(({ bearsOnLevel }) => bearsOnLevel).map(({ name }) => name)
      return [
        {
          ...blank(now.code, now.procedure.name, { importId, at }),
          kind: "CHANGED" as const,
          fromHash: from.hash,
          toHash: now.hash,
          relevantParts,
          otherParts: parts.filter(({ bearsOnLevel }) => !bearsOnLevel).map(({ name }) => name),
          agencyIds: agencies.get(now.code) ?? [],
          state: relevantParts.length > 0 ? ("OPEN" as const) : ("NOTED" as const),
        },
      ]
    }),
    session,
  )
}

/** Notes procedures a whole list came without; each asks whether it is to be withdrawn. One that waits already is left. */
export const noteVanished = async (
  vanished: readonly ProcedureSnapshot[],
  { importId, at }: Taken,
  session: ClientSession,
): Promise<void> => {
  const codes = vanished.map(({ code }) => code)
  const waiting = new Set(
    (await findWaitingChanges(codes, session))
      .filter(({ kind }) => kind === "VANISHED")
      .map(({ code }) => code),
  )
  const agencies = await agenciesOf(codes, session)
  await insertChanges(
    vanished
      .filter(({ code }) => !waiting.has(code))
      .map(({ code, hash, procedure }) => ({
        ...blank(code, procedure.name, { importId, at }),
        kind: "VANISHED",
        fromHash: hash,
        toHash: null,
        relevantParts: [],
        otherParts: [],
        agencyIds: agencies.get(code) ?? [],
        state: "OPEN",
      })),
    session,
  )
}

/** What is said of a change that a newer one took the place of. */
export const OVERTAKEN = "Bản ghi lại đổi ở lần nhập sau; xem thay đổi mới hơn."
const BY_THE_REGISTER = { resolvedBy: null, resolvedByName: null } as const

const blank = (code: string, procedureName: string, { importId, at }: Taken) => ({
  id: `${code}|${importId}`,
  code,
  procedureName,
  importId,
  at,
  ...BY_THE_REGISTER,
  resolvedAt: null,
  note: "",
})

async function agenciesOf(codes: readonly string[], session: ClientSession): Promise<Map<string, string[]>> {
  const byCode = Map.groupBy(
    (await findServicesOf(codes, session)).filter(({ active }) => active),
    ({ procedureCode }) => procedureCode,
  )
  return new Map<string, RegisterChange["agencyIds"]>(
    [...byCode].map(([code, services]) => [
      code,
      [...new Set(services.map(({ proposingAgencyId }) => proposingAgencyId))],
    ]),
  )
}
