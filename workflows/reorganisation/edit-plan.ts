import { z } from "zod"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { NewIssuer, REORGANISATION_KINDS, type ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { addDays, isValidOn, yearOf } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { slugOf } from "#models/shared/text.ts"
import { typedDay } from "#models/shared/typed-day.ts"

const Id = z.string().trim().default("")

/** What an act is, without whom it concerns: the first form, and the one that corrects it. */
export const ActBasics = z.object({
  kind: z.enum(REORGANISATION_KINDS, "Chọn hình thức sắp xếp."),
  title: z.string().trim().min(1, "Ghi tên việc sắp xếp.").max(300),
  day: typedDay("Ghi ngày bắt đầu thực hiện."),
  normNumber: z.string().trim().min(1, "Ghi số, ký hiệu văn bản quyết định việc sắp xếp.").max(60),
  normDay: typedDay("Ghi ngày ban hành của văn bản."),
  normTitle: z.string().trim().min(1, "Ghi tên văn bản.").max(300),
  normClause: z.string().trim().min(1, "Ghi điều, khoản làm căn cứ.").max(120),
})
export type ActBasics = z.infer<typeof ActBasics>

export const planOfBasics = (
  basics: ActBasics,
): Pick<ReorganisationPlan, "kind" | "title" | "day" | "norm"> => ({
  kind: basics.kind,
  title: basics.title,
  day: basics.day,
  norm: {
    number: basics.normNumber,
    day: basics.normDay,
    title: basics.normTitle,
    clause: basics.normClause,
  },
})

export const basicsOf = ({ kind, title, day, norm }: ReorganisationPlan): ActBasics => ({
  kind,
  title,
  day,
  normNumber: norm.number,
  normDay: norm.day,
  normTitle: norm.title,
  normClause: norm.clause,
})

/** One change of a plan, as a form sends it. */
export const PlanEdit = z.discriminatedUnion("intent", [
  /** `seen`: the basics as the form opened, as text (JSON). */
  ActBasics.extend({ intent: z.literal("basics"), seen: z.string().max(4000).default("") }),
  z.object({
    intent: z.literal("succession.add"),
    fromId: z.string().min(1, "Chọn đơn vị được sắp xếp."),
    toId: Id,
    newName: z.string().trim().max(300).default(""),
    newCode: z.string().trim().max(40).default(""),
    extent: z.enum(["WHOLE", "PART"]),
  }),
  z.object({
    intent: z.literal("ending.add"),
    agencyId: z.string().min(1, "Chọn đơn vị giải thể."),
    reason: z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(300),
  }),
  z.object({
    intent: z.literal("renaming.add"),
    agencyId: z.string().min(1, "Chọn đơn vị đổi tên."),
    name: z.string().trim().min(3, "Ghi tên mới.").max(300),
    shortName: z.string().trim().max(200).default(""),
  }),
  z.object({ intent: z.literal("level.add"), level: z.enum(ADMIN_LEVELS) }),
  z.object({
    intent: z.literal("placement.add"),
    code: z.string().trim().min(1, "Ghi mã thủ tục hoặc mã lĩnh vực.").max(60),
    fromLevel: z.enum(ADMIN_LEVELS),
    toLevel: z.enum(ADMIN_LEVELS),
    agencyId: Id,
  }),
  z.object({ intent: z.literal("issuer.set"), ...NewIssuer.shape }),
  z.object({ intent: z.literal("known.take") }),
  /** `row`: `successions.3`, `renamings.0`, `answers.RECEIVER:ubnd-xa-a`, `issuer`. */
  z.object({ intent: z.literal("row.remove"), row: z.string().min(1).max(300) }),
])
export type PlanEdit = z.infer<typeof PlanEdit>

/** The plan after a change; checked as a whole by whoever saves it. @throws InvalidInputError */
export const editPlan = (
  plan: ReorganisationPlan,
  edit: PlanEdit,
  agencies: readonly Agency[],
): ReorganisationPlan => {
  switch (edit.intent) {
    case "basics":
      return { ...plan, ...planOfBasics(edit) }
    case "succession.add":
      return addSuccession(plan, edit, agencies)
    case "ending.add":
      return { ...plan, abolished: [...plan.abolished, { agencyId: edit.agencyId, reason: edit.reason }] }
    case "renaming.add": {
      const { agencyId, name, shortName } = edit
      return { ...plan, renamings: [...plan.renamings, { agencyId, name, shortName }] }
    }
    case "level.add":
      return { ...plan, endedLevels: [...new Set([...plan.endedLevels, edit.level])] }
    case "placement.add": {
      const isProcedure = /^\d\.\d{6}$/u.test(edit.code)
      const rule = {
        procedureCode: isProcedure ? edit.code : null,
        fieldCode: isProcedure ? null : edit.code,
        fromLevel: edit.fromLevel,
        toLevel: edit.toLevel,
        agencyId: edit.agencyId || null,
      }
      return { ...plan, placements: [...plan.placements, rule] }
    }
    case "issuer.set": {
      const { intent: _, ...issuer } = edit
      return { ...plan, issuer }
    }
    case "known.take":
      return takeKnown(plan, agencies)
    case "row.remove":
      return removeRow(plan, edit.row)
  }
}

function addSuccession(
  plan: ReorganisationPlan,
  { fromId, toId, newName, newCode, extent }: Extract<PlanEdit, { intent: "succession.add" }>,
  agencies: readonly Agency[],
): ReorganisationPlan {
  if (toId !== "") return { ...plan, successions: [...plan.successions, { fromId, toId, extent }] }
  if (newName === "")
    throw new InvalidInputError("Chưa ghi đơn vị kế thừa.", [
      { field: "toId", message: "Chọn đơn vị đã có, hoặc ghi tên đơn vị mới." },
    ])
  const same = plan.newUnits.find(({ name }) => name === newName)
  const old = agencies.find(({ id }) => id === fromId)
  const slug = slugOf(newName).replace(/^uy-ban-nhan-dan-/u, "ubnd-")
  const taken = new Set([...agencies, ...plan.newUnits].map(({ id }) => id))
  const id = same?.id ?? (taken.has(slug) ? `${slug}-${yearOf(plan.day)}` : slug)
  const added = {
    id,
    kind: old?.kind ?? "OTHER",
    adminLevel: old?.adminLevel ?? "PROVINCE",
    parentId: heirOfParent(plan, old?.parentId ?? null),
    name: newName,
    shortName: newName.replace(/^Ủy ban nhân dân /u, "UBND "),
    codes: newCode ? [{ scheme: codeScheme(newCode), code: newCode, training: false }] : [],
  }
  return {
    ...plan,
    newUnits: same ? plan.newUnits : [...plan.newUnits, added],
    successions: [...plan.successions, { fromId, toId: id, extent }],
  }
}

const codeScheme = (code: string) =>
  /^\d{2}(?:\d{3})?$/u.test(code)
    ? ("GSO" as const)
    : /^\d{3}\./u.test(code)
      ? ("QCVN102" as const)
      : ("QD20_2020" as const)

/** The superior itself, or the one unit the plan puts in its place. */
export const heirOfParent = (plan: ReorganisationPlan, parentId: string | null): string | null => {
  const after = plan.successions.filter(({ fromId }) => fromId === parentId).map(({ toId }) => toId)
  return after.length === 1 ? (after[0] ?? null) : parentId
}

/** Successors that were entered in the directory before, of units that end on the eve. */
function takeKnown(plan: ReorganisationPlan, agencies: readonly Agency[]): ReorganisationPlan {
  const eve = addDays(plan.day, -1)
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const known = new Set(plan.successions.map(({ fromId }) => fromId))
  const found = agencies
    .filter((agency) => agency.validTo === eve && !known.has(agency.id))
    .flatMap(({ id, successorIds }) => {
      const after = successorIds.filter((one) => {
        const successor = byId.get(one)
        return successor !== undefined && isValidOn(successor, plan.day)
      })
      const extent = after.length > 1 ? ("PART" as const) : ("WHOLE" as const)
      return after.map((toId) => ({ fromId: id, toId, extent }))
    })
  return { ...plan, successions: [...plan.successions, ...found] }
}

const LISTS = ["successions", "abolished", "renamings", "placements", "endedLevels"] as const

function removeRow(plan: ReorganisationPlan, row: string): ReorganisationPlan {
  if (row === "issuer") return { ...plan, issuer: null }
  const [name = "", ...rest] = row.split(".")
  const key = rest.join(".")
  if (name === "answers") {
    const { [key]: _, ...answers } = plan.answers
    return { ...plan, answers }
  }
  const list = LISTS.find((one) => one === name)
  if (!list) return plan
  const kept = {
    ...plan,
    [list]: plan[list].filter((_, index) => String(index) !== key),
  } as ReorganisationPlan
  // A unit that nobody turns into is not made.
  const needed = new Set(kept.successions.map(({ toId }) => toId))
  return { ...kept, newUnits: kept.newUnits.filter(({ id }) => needed.has(id)) }
}

/** What a unit is called on the eve, or as the act will call it. */
export const unitName = (
  id: string,
  plan: Pick<ReorganisationPlan, "day" | "newUnits">,
  agencies: ReadonlyMap<string, Agency>,
): string => {
  const agency = agencies.get(id)
  return agency
    ? agencyNameOn(agency, addDays(plan.day, -1))
    : (plan.newUnits.find((unit) => unit.id === id)?.name ?? id)
}
