import { agencyNameOn } from "#models/agency/agency.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { isValidOn, yearOf } from "#models/shared/dates.ts"
import type { Reckoning } from "./heirs.ts"
import { END_PORTAL, GO_ON, KEEP_PORTAL, questionId } from "./questions.ts"
import { applyPatches, keyOf, type Patch, rowsOf, type World } from "./world.ts"

/** The committee of the province: whoever issues. */
const committeeOn = ({ world, eve }: Reckoning) =>
  rowsOf(world, "agencies").find(
    (one) => one.kind === "PEOPLE_COMMITTEE" && one.adminLevel === "PROVINCE" && isValidOn(one, eve),
  )

/** What the province issues under from the day: issuing facts, number series, and texts that name what is no more. */
export const moveIssuing = (r: Reckoning): Patch[] => {
  const committee = committeeOn(r)
  if (!committee) return []
  const isSucceeded = r.ends(committee.id)
  const isRenamed = r.plan.renamings.some(({ agencyId }) => agencyId === committee.id)
  return [
    ...(isSucceeded || isRenamed || r.plan.issuer ? moveIssuer(r) : []),
    ...(isSucceeded ? moveSeries(r) : []),
  ]
}

function moveIssuer(r: Reckoning): Patch<"issuers">[] {
  const { plan, day, eve } = r
  const rows = rowsOf(r.world, "issuers")
  const begun = rows.find(({ validFrom }) => validFrom === day)
  const given = plan.issuer
  if (!given) {
    if (!begun) r.questions.ask({ kind: "ISSUER", about: day, options: [], suggested: null })
    return []
  }
  const facts = (issuer: EditionIssuer): EditionIssuer => ({
    ...issuer,
    provinceName: given.provinceName,
    provinceUpper: given.provinceUpper,
    placeName: given.placeName,
    orgCode: given.orgCode,
    implementers: given.implementers || issuer.implementers,
    recipients: linesOf(given.recipients) ?? issuer.recipients,
    submissionRecipients: linesOf(given.submissionRecipients) ?? issuer.submissionRecipients,
    baseUrl: given.baseUrl || issuer.baseUrl,
  })
  if (begun) {
    const after = { ...begun, issuer: facts(begun.issuer) }
    return [{ table: "issuers", key: day, before: begun, after, why: "Cơ quan ban hành từ ngày sắp xếp" }]
  }
  const before = rows.find((row) => isValidOn(row, eve))
  if (!before) return []
  const after = { validFrom: day, validTo: before.validTo, issuer: facts(before.issuer) }
  const ends: Patch<"issuers"> = {
    table: "issuers",
    key: before.validFrom,
    before,
    after: { ...before, validTo: eve },
    why: "Cơ quan ban hành cũ kết thúc",
  }
  return [ends, { table: "issuers", key: day, before: null, after, why: "Cơ quan ban hành từ ngày sắp xếp" }]
}

/** Another body decides from the day: whether each portal goes on getting records, and where, is asked for each. */
export const movePortals = (r: Reckoning): Patch<"portals">[] => {
  const committee = committeeOn(r)
  if (!committee || !r.ends(committee.id)) return []
  return rowsOf(r.world, "portals")
    .filter((row) => isValidOn(row, r.eve) && (row.validTo === null || row.validTo >= r.day))
    .flatMap((before): Patch<"portals">[] => {
      const answer = r.questions.answer(questionId("PORTAL", before.id))
      if (answer === KEEP_PORTAL) return []
      const patch = { table: "portals" as const, key: keyOf("portals", before), before }
      if (answer === END_PORTAL)
        return [{ ...patch, after: { ...before, validTo: r.eve }, why: "Ngừng gửi từ ngày sắp xếp" }]
      r.questions.ask(
        { kind: "PORTAL", about: before.id, options: [KEEP_PORTAL, END_PORTAL], suggested: null },
        "cổng nhận bản ghi",
      )
      return []
    })
}

/** Lines of a text; null for an empty one. */
function linesOf(text: string): string[] | null {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.length > 0 ? lines : null
}

/** Another body numbers from the day: whether its series of the year go on is asked for each. */
function moveSeries(r: Reckoning): Patch<"series">[] {
  return rowsOf(r.world, "series")
    .filter(({ year }) => year === yearOf(r.day))
    .flatMap((before): Patch<"series">[] => {
      const about = keyOf("series", before)
      const answer = r.questions.answer(questionId("SERIES", about))
      const last = Number(answer)
      const isNumber = answer !== null && /^\d{1,6}$/u.test(answer)
      if (!isNumber && answer !== GO_ON) {
        r.questions.ask(
          { kind: "SERIES", about, options: [GO_ON], suggested: null },
          `số đã cấp (số cuối ${before.last})`,
        )
        return []
      }
      return isNumber && last !== before.last
        ? [
            {
              table: "series",
              key: about,
              before,
              after: { ...before, last },
              why: "Sổ số của cơ quan kế thừa",
            },
          ]
        : []
    })
}

/** Texts of documents that name what is called otherwise from the day: the same text in a new version with the new names. */
export const moveTemplates = (r: Reckoning, others: readonly Patch[]): Patch<"templates">[] => {
  const names = changedNames(r, applyPatches(r.world, others))
  if (names.length === 0) return []
  return rowsOf(r.world, "templates")
    .filter((row) => isValidOn(row, r.eve) && (row.validTo === null || row.validTo >= r.day))
    .flatMap((before): Patch<"templates">[] => {
      const after = renamedText(before, names)
      if (after === null) return []
      const next = {
        ...after,
        version: newest(r.world, before.id) + 1,
        validFrom: r.day,
        validTo: before.validTo,
      }
      const patch = { table: "templates" as const, key: keyOf("templates", before), before }
      return [
        { ...patch, after: { ...before, validTo: r.eve }, why: "Nêu tên cũ" },
        { ...patch, key: keyOf("templates", next), before: null, after: next, why: "Phiên bản nêu tên mới" },
      ]
    })
}

const newest = (world: World, id: string): number =>
  Math.max(...rowsOf(world, "templates").flatMap((one) => (one.id === id ? [one.version] : [])))

type NamePair = { from: string; to: string }

/** Old name → new one, of units called otherwise and of units with one successor; the longest first. */
function changedNames(r: Reckoning, after: World): NamePair[] {
  const issuerOn = (world: World, day: string) =>
    rowsOf(world, "issuers").find((row) => isValidOn(row, day))?.issuer
  const old = issuerOn(r.world, r.eve)
  const now = issuerOn(after, r.day)
  const units = rowsOf(r.world, "agencies").flatMap((agency): NamePair[] => {
    if (!isValidOn(agency, r.eve)) return []
    const [only, ...others] = r.ends(agency.id) ? r.successorsOf(agency.id) : [agency.id]
    const successor = only && others.length === 0 ? after.tables.agencies.get(only) : undefined
    return successor ? [{ from: agencyNameOn(agency, r.eve), to: agencyNameOn(successor, r.day) }] : []
  })
  return [...units, ...(old && now ? [{ from: old.provinceName, to: now.provinceName }] : [])]
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.from.length - a.from.length)
}

/** The text with the new names; null where it names none of the old ones. */
function renamedText(template: DocumentTemplate, names: readonly NamePair[]): DocumentTemplate | null {
  const replaced = (text: string) => names.reduce((whole, { from, to }) => whole.replaceAll(from, to), text)
  const after = {
    ...template,
    abstract: replaced(template.abstract),
    addressee: replaced(template.addressee),
    recipients: template.recipients.map(replaced),
    blocks: template.blocks.map((block) => ({ ...block, text: replaced(block.text) })),
  }
  return JSON.stringify(after) === JSON.stringify(template) ? null : after
}
