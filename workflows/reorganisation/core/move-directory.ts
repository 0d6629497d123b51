import type { Placement } from "#models/agency/unit-directory.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import type { Reckoning } from "./heirs.ts"
import { BY_FIELD, LEVEL_ANSWERS, questionId } from "./questions.ts"
import { keyOf, type Patch, type Rows, rowsOf } from "./world.ts"

type Leads = "fieldLeads" | "ministryDepartments"

/** Groups of a level that ends, leads of fields and ministries, what a level did, and the provincial office. */
export const moveDirectory = (r: Reckoning): Patch[] => [
  ...endGroups(r),
  ...rowsOf(r.world, "fieldLeads").flatMap((row) => {
    // What was led at a level that ends is led where the level's work goes.
    const isGone = r.plan.endedLevels.includes(row.adminLevel)
    return moveLead(r, "fieldLeads", row, isGone)
  }),
  ...rowsOf(r.world, "ministryDepartments").flatMap((row) => moveLead(r, "ministryDepartments", row, false)),
  ...placementsOf(r).map(
    (after): Patch => ({
      table: "placements",
      key: keyOf("placements", after),
      before: null,
      after,
      why: "Nơi tiếp nhận việc của cấp kết thúc",
    }),
  ),
  ...moveOffice(r),
]

const endGroups = ({ world, plan, eve }: Reckoning): Patch[] =>
  rowsOf(world, "groups")
    .filter((group) => plan.endedLevels.includes(group.adminLevel) && isValidOn(group, eve))
    .filter(({ validTo }) => validTo !== eve)
    .map((before) => ({
      table: "groups",
      key: before.id,
      before,
      after: { ...before, validTo: eve },
      why: "Cấp này kết thúc",
    }))

/** Ends a row on the eve and lets another begin with its successor; rows of later days begin there whole. */
function moveLead<T extends Leads>(r: Reckoning, table: T, row: Rows[T], isGone: boolean): Patch[] {
  const { agencyId, validFrom, validTo } = row
  if (validTo !== null && validTo < r.day) return []
  const onEve = r.onEve(agencyId)
  if (!isGone && !r.ends(agencyId)) return []
  const receiver = isGone ? BY_FIELD : onEve === null ? null : r.receiverOf(onEve, "lĩnh vực phụ trách")
  if (receiver === null) return []
  const patch = (key: string, before: Rows[T] | null, after: Rows[T] | null, why: string) =>
    ({ table, key, before, after, why }) as unknown as Patch
  const key = keyOf(table, row)
  const begins = validFrom > r.eve ? validFrom : r.day
  const shortened =
    validFrom > r.eve
      ? patch(key, row, null, "Cơ quan phụ trách kết thúc")
      : patch(key, row, { ...row, validTo: r.eve }, "Cơ quan phụ trách kết thúc")
  if (receiver === BY_FIELD) return [shortened]
  const next = { ...row, agencyId: receiver, validFrom: begins, validTo }
  return [shortened, patch(keyOf(table, next), null, next, "Kế thừa lĩnh vực phụ trách")]
}

/** Where what a level did is done from the day: as the plan says, and for all else as was answered. */
const placementsOf = ({ plan, questions, day }: Reckoning): Placement[] => {
  const dated = { validFrom: day, validTo: null as IsoDay | null }
  const rules = plan.placements.map((rule) => ({ ...rule, ...dated }))
  const wholes = plan.endedLevels.flatMap((fromLevel): Placement[] => {
    const isRuled = rules.some(
      (rule) => rule.fromLevel === fromLevel && !rule.procedureCode && !rule.fieldCode,
    )
    const toLevel = LEVEL_ANSWERS.find((level) => level === questions.answer(questionId("LEVEL", fromLevel)))
    return isRuled || !toLevel
      ? []
      : [{ procedureCode: null, fieldCode: null, fromLevel, toLevel, agencyId: null, ...dated }]
  })
  return [...rules, ...wholes]
}

function moveOffice(r: Reckoning): Patch[] {
  const before = r.world.tables.office.get("office")
  if (!before || !r.ends(before.provincialOfficeId)) return []
  const onEve = r.onEve(before.provincialOfficeId)
  const receiver = onEve && r.receiverOf(onEve, "vai trò Văn phòng")
  if (!receiver || receiver === BY_FIELD) return []
  return [
    {
      table: "office",
      key: "office",
      before,
      after: { provincialOfficeId: receiver },
      why: "Văn phòng kế thừa",
    },
  ]
}
