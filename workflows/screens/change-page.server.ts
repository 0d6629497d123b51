import type { Procedure } from "#models/procedure/procedure.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import {
  countChanges,
  findChangePage,
  getChange,
} from "#models/register-change/register-change.repository.server.ts"
import type { ChangeState, RegisterChange } from "#models/register-change/register-change.ts"
import { findRegistrationsOfProcedures } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { compareProcedures } from "#workflows/intake/compare-procedures.ts"
import { PROCEDURE_PARTS } from "#workflows/intake/procedure-parts.ts"
import { findOpenRegistrations } from "#workflows/intake/reopen-registrations.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

export const CHANGES_PER_PAGE = 50

/** What imports changed, one page of one state. @throws ForbiddenError */
export const getChangeList = async (
  d: RegistrationListDependencies,
  { state, page, actor }: { state: ChangeState; page: number; actor: Actor },
): Promise<{
  rows: (RegisterChange & { agencies: string[] })[]
  total: number
  counts: Partial<Record<ChangeState, number>>
}> => {
  await authorise(d, actor, "register.view", { kind: "register", id: "procedures" })
  const [found, counts, names] = await Promise.all([
    findChangePage(state, { number: page, size: CHANGES_PER_PAGE }),
    countChanges(),
    agencyNames(d),
  ])
  return {
    ...found,
    rows: found.rows.map((row) => ({ ...row, agencies: row.agencyIds.map((id) => names.get(id) ?? id) })),
    counts,
  }
}

/** One part on three sides; `ours` is what the announced level rests on, null where nothing is announced. */
export type ComparedPart = {
  name: string
  bearsOnLevel: boolean
  lastTaken: string[]
  nation: string[] | null
  ours: string[] | null
}

export type ChangePage = {
  change: RegisterChange
  parts: ComparedPart[]
  open: Pick<Registration, "id" | "serviceCode" | "unit">[]
  mayResolve: boolean
}

/** A change with its comparison, part by part. @throws NotFoundError, ForbiddenError */
export const getChangePage = async (
  d: OfficeDependencies,
  { changeId, actor }: { changeId: string; actor: Actor },
): Promise<ChangePage> => {
  await authorise(d, actor, "register.view", { kind: "registerChange", id: changeId })
  const change = await getChange(changeId)
  const [open, announced] = await Promise.all([
    findOpenRegistrations(change.code),
    findRegistrationsOfProcedures([change.code], ["announced", "published"]),
  ])
  const ourHash = announced.at(-1)?.snapshotHash ?? null
  const hashes = [change.fromHash, change.toHash, ourHash].flatMap((hash) => hash ?? [])
  const byHash = new Map(
    (await findSnapshotsByHash(hashes))
      .filter(({ code }) => code === change.code)
      .map((snapshot) => [snapshot.hash, snapshot.procedure]),
  )
  return {
    change,
    parts: comparedParts(
      byHash.get(change.fromHash) ?? null,
      (change.toHash && byHash.get(change.toHash)) || null,
      (ourHash && byHash.get(ourHash)) || null,
    ),
    open: open.map(({ id, serviceCode, unit }) => ({ id, serviceCode, unit })),
    mayResolve: change.state === "OPEN" && isAllowed(actor, "register.resolveChange"),
  }
}

/** The parts in which any two of the three differ. */
function comparedParts(
  lastTaken: Procedure | null,
  nation: Procedure | null,
  ours: Procedure | null,
): ComparedPart[] {
  if (!lastTaken) return []
  const differing = new Set(
    [
      ...(nation ? compareProcedures(lastTaken, nation) : []),
      ...(ours ? compareProcedures(lastTaken, ours) : []),
      ...(ours && nation ? compareProcedures(ours, nation) : []),
    ].map(({ name }) => name),
  )
  return PROCEDURE_PARTS.filter(({ name }) => differing.has(name)).map(({ name, bearsOnLevel, lines }) => ({
    name,
    bearsOnLevel,
    lastTaken: lines(lastTaken),
    nation: nation && lines(nation),
    ours: ours && lines(ours),
  }))
}
