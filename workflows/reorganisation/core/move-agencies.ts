import type { Agency } from "#models/agency/agency.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Reckoning } from "./heirs.ts"
import { BY_FIELD } from "./questions.ts"
import { type Patch, rowsOf } from "./world.ts"

/** New units, units that end with their successors, units called otherwise, and units whose superior ends. */
export const moveAgencies = (r: Reckoning): Patch<"agencies">[] => {
  const { plan, world } = r
  const renamed = new Map(plan.renamings.map((one) => [one.agencyId, one]))
  const reasons = new Map(plan.abolished.map(({ agencyId, reason }) => [agencyId, reason]))
  const changed = rowsOf(world, "agencies").flatMap((before): Patch<"agencies">[] => {
    const why: string[] = []
    let after = before
    if (endsNow(r, before)) {
      after = ended(r, after)
      why.push(
        reasons.get(before.id) ??
          (after.successorIds.length > 0 ? "Kết thúc, có đơn vị kế thừa" : "Kết thúc"),
      )
    } else {
      const renaming = renamed.get(before.id)
      if (renaming) {
        after = called(after, renaming, r)
        why.push("Đổi tên")
      }
      const parentId = parentOf(r, after)
      if (parentId !== after.parentId) {
        after = { ...after, parentId }
        why.push("Cơ quan cấp trên kết thúc")
      }
    }
    return isSame(before, after)
      ? []
      : [{ table: "agencies", key: before.id, before, after, why: why.join("; ") }]
  })
  const added = plan.newUnits.map(
    ({ id, kind, adminLevel, parentId, name, shortName, codes }): Patch<"agencies"> => {
      const life = { validFrom: plan.day, validTo: null }
      const after: Agency = {
        id,
        kind,
        adminLevel,
        parentId,
        ...life,
        names: [{ name, shortName: shortName || name, ...life }],
        codes: codes.map((code) => ({ ...code, ...life })),
        successorIds: [],
      }
      return { table: "agencies", key: id, before: null, after, why: "Thành lập" }
    },
  )
  return [...added, ...changed]
}

/** There on the eve and not on the day, by the act or as was entered before. */
const endsNow = ({ ends, eve }: Reckoning, { id, validFrom, validTo }: Agency): boolean =>
  ends(id) && validFrom <= eve && (validTo === null || validTo >= eve)

const isSame = (a: Agency, b: Agency): boolean => JSON.stringify(a) === JSON.stringify(b)

const closed = <T extends { validFrom: IsoDay; validTo: IsoDay | null }>(
  rows: readonly T[],
  eve: IsoDay,
): T[] =>
  rows.map((row) =>
    row.validFrom <= eve && (row.validTo === null || row.validTo > eve) ? { ...row, validTo: eve } : row,
  )

function ended({ eve, successorsOf }: Reckoning, agency: Agency): Agency {
  return {
    ...agency,
    validTo: eve,
    names: closed(agency.names, eve),
    codes: closed(agency.codes, eve),
    successorIds: [...new Set([...agency.successorIds, ...successorsOf(agency.id)])],
  }
}

function called(
  agency: Agency,
  { name, shortName }: { name: string; shortName: string },
  r: Reckoning,
): Agency {
  const current = agency.names.find(
    (one) => one.validFrom <= r.eve && (one.validTo === null || one.validTo > r.eve),
  )
  const added = { name, shortName: shortName || name, validFrom: r.day, validTo: current?.validTo ?? null }
  return { ...agency, names: [...closed(agency.names, r.eve), added] }
}

function parentOf({ ends, receiverOf }: Reckoning, { parentId, validTo }: Agency): string | null {
  if (parentId === null || validTo !== null || !ends(parentId)) return parentId
  const receiver = receiverOf(parentId, "đơn vị trực thuộc")
  return receiver === null || receiver === BY_FIELD ? parentId : receiver
}
