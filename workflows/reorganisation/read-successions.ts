import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import type { NewUnit, ReorganisationPlan, Succession } from "#models/reorganisation/plan.ts"
import { addDays, type IsoDay, isValidOn, yearOf } from "#models/shared/dates.ts"
import { foldText, slugOf } from "#models/shared/text.ts"
import { fileFault } from "#workflows/uploads/decode-text.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"

/** Columns of a table of successions, with the names other tables give them. */
const COLUMNS = {
  oldCode: ["Mã cũ", "old_commune_code", "Mã đơn vị cũ"],
  oldName: ["Tên cũ", "old_commune", "Tên đơn vị cũ"],
  newCode: ["Mã mới", "commune_code", "Mã đơn vị mới"],
  newName: ["Tên mới", "commune", "Tên đơn vị mới"],
  extent: ["Phạm vi", "extent"],
  oldProvince: ["Tỉnh cũ", "old_province"],
} as const
type Column = keyof typeof COLUMNS
const NEEDED: readonly Column[] = ["oldName", "newName", "extent"]

/** Headings as the sheet offered for filling in has them. */
const SUCCESSION_HEADINGS = [
  COLUMNS.oldCode[0],
  COLUMNS.oldName[0],
  COLUMNS.newCode[0],
  COLUMNS.newName[0],
  COLUMNS.extent[0],
]

export const countSuccessionHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => Object.values(COLUMNS).some((names) => names.some((name) => isHeading(cell, name))))
    .length

const isHeading = (cell: string, name: string): boolean => foldText(cell) === foldText(name)

/** One row as it was understood. */
type SuccessionRow = {
  line: number
  oldName: string
  newName: string
  extent: Succession["extent"] | null
  /** NEW: the act creates the unit; KNOWN: it is in the directory; STAYS: the unit goes on as it is; FAULT: cannot be taken. */
  as: "NEW" | "KNOWN" | "STAYS" | "FAULT"
  message: string
}

export type ReadSuccessions = {
  rows: SuccessionRow[]
  /** Rows of other provinces, which are none of ours. */
  foreign: number
  newUnits: NewUnit[]
  successions: Succession[]
  /** Units of the levels the table speaks of that no row names. */
  missing: string[]
}

type Asked = { agencies: readonly Agency[]; plan: Pick<ReorganisationPlan, "day">; parentId: string | null }

/**
 * Reads a table of successions against the directory: old units are known by id, by any of their codes, or by name.
 * @throws InvalidInputError for a table without the needed columns
 */
export const readSuccessions = (sheet: readonly SheetCells[], asked: Asked): ReadSuccessions => {
  const filled = sheet.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
  // A title and remarks may stand above the headings.
  const top = filled.slice(0, 30).findIndex(({ cells }) => countSuccessionHeadings(cells) >= NEEDED.length)
  const [heading, ...lines] = filled.slice(Math.max(0, top))
  const columns = new Map(
    (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
      const at = (heading?.cells ?? []).findIndex((cell) =>
        COLUMNS[column].some((name) => isHeading(cell, name)),
      )
      return at >= 0 ? [[column, at] as const] : []
    }),
  )
  const absent = NEEDED.filter((column) => !columns.has(column)).map((column) => COLUMNS[column][0])
  if (absent.length > 0)
    throw fileFault(
      `Bảng kế thừa thiếu cột ${absent.join(", ")}. Dòng đầu cần có: ${SUCCESSION_HEADINGS.join(", ")}.`,
      heading?.line ?? 1,
    )
  const eve = addDays(asked.plan.day, -1)
  const known = unitsByKey(asked.agencies, eve)
  const wholes = lines.map((line) => {
    const cell = (column: Column): string =>
      (line.cells[columns.get(column) ?? -1] ?? "").normalize("NFC").trim()
    return { line: line.line, cell }
  })
  const ours = wholes.filter(({ cell }) => !columns.has("oldProvince") || known.province(cell("oldProvince")))
  const built = new Map<string, NewUnit>()
  const successions: Succession[] = []
  const rows = ours.map(({ line, cell }): SuccessionRow => {
    const row = { line, oldName: cell("oldName"), newName: cell("newName"), extent: extentOf(cell("extent")) }
    const fault = (message: string): SuccessionRow => ({ ...row, as: "FAULT", message })
    const found = known.unit(cell("oldCode"), row.oldName)
    if (found.length === 0)
      return fault(
        `Không có đơn vị «${row.oldName || cell("oldCode")}» đang hoạt động. Ghi đúng tên hoặc mã đơn vị trong danh mục.`,
      )
    if (found.length > 1)
      return fault(`Có ${found.length} đơn vị tên «${row.oldName}». Ghi thêm mã đơn vị để phân biệt.`)
    const [old] = found as [Agency]
    if (row.extent === null) return fault("Phạm vi ghi «toàn bộ» hoặc «một phần».")
    if (row.newName === "") return fault("Chưa ghi tên đơn vị mới.")
    const name = nameAs(old, row.newName, eve)
    if (isSameUnit(old, name, eve) && row.extent === "WHOLE" && isValidOn(old, asked.plan.day))
      return { ...row, as: "STAYS", message: "Giữ nguyên" }
    const standing = known.after(cell("newCode"), name, asked.plan.day)
    const target =
      standing?.id ?? build(built, asked, old, { name, code: cell("newCode"), given: row.newName }).id
    successions.push({ fromId: old.id, toId: target, extent: row.extent })
    return { ...row, as: standing ? "KNOWN" : "NEW", message: standing ? "Đơn vị đã có" : "Đơn vị mới" }
  })
  return {
    rows,
    foreign: wholes.length - ours.length,
    newUnits: [...built.values()],
    successions,
    missing: missingUnits(asked.agencies, rows, known, eve),
  }
}

const extentOf = (text: string): Succession["extent"] | null => {
  const folded = foldText(text)
  if (folded === "toan bo" || folded === "whole") return "WHOLE"
  return folded === "mot phan" || folded === "part" ? "PART" : null
}

/** `Ủy ban nhân dân xã Đắk R'Măng`, `Xã Đắk R’măng` → `xa dak rmang`. */
const nameKey = (name: string): string =>
  foldText(name)
    .replace(/^(?:uy ban nhan dan|ubnd)\s+/u, "")
    .replace(/['’‘`]/gu, "")
    .trim()

const COMMITTEE = /^Ủy ban nhân dân /u

/** The new unit's name in the form of the old one's: committees are listed by their places. */
const nameAs = (old: Agency, name: string, day: IsoDay): string =>
  COMMITTEE.test(agencyNameOn(old, day)) && !/^(?:ủy ban nhân dân|ubnd) /iu.test(name)
    ? `Ủy ban nhân dân ${name.replace(/^\p{Lu}/u, (letter) => letter.toLocaleLowerCase("vi"))}`
    : name

const isSameUnit = (old: Agency, name: string, day: IsoDay): boolean =>
  nameKey(agencyNameOn(old, day)) === nameKey(name)

function unitsByKey(agencies: readonly Agency[], eve: IsoDay) {
  const onEve = agencies.filter((one) => isValidOn(one, eve))
  const byName = Map.groupBy(onEve, (one) => nameKey(agencyNameOn(one, eve)))
  const byCode = Map.groupBy(
    onEve.flatMap((agency) =>
      agency.codes.filter((code) => isValidOn(code, eve)).map(({ code }) => ({ code, agency })),
    ),
    ({ code }) => code,
  )
  const byId = new Map(onEve.map((one) => [one.id, one]))
  const provinces = onEve
    .filter(({ kind, adminLevel }) => kind === "PEOPLE_COMMITTEE" && adminLevel === "PROVINCE")
    .map((one) => nameKey(agencyNameOn(one, eve)))
  return {
    unit: (code: string, name: string): Agency[] => {
      const own = byId.get(code)
      if (own) return [own]
      const coded = (byCode.get(code) ?? []).map(({ agency }) => agency)
      return code !== "" && coded.length > 0 ? coded : (byName.get(nameKey(name)) ?? [])
    },
    province: (name: string): boolean => provinces.includes(nameKey(name)),
    /** A unit that is there on the day and was not called up by this table. */
    after: (code: string, name: string, day: IsoDay): Agency | undefined => {
      const standing = agencies.filter((one) => isValidOn(one, day))
      return (
        standing.find(({ id }) => id === code) ??
        standing.find(
          ({ codes }) => code !== "" && codes.some((one) => one.code === code && isValidOn(one, day)),
        ) ??
        standing.find((one) => nameKey(agencyNameOn(one, day)) === nameKey(name))
      )
    },
  }
}

function build(
  built: Map<string, NewUnit>,
  { agencies, plan, parentId }: Asked,
  old: Agency,
  { name, code, given }: { name: string; code: string; given: string },
): NewUnit {
  const key = code || nameKey(name)
  const known = built.get(key)
  if (known) return known
  const slug = `${COMMITTEE.test(name) ? "ubnd-" : ""}${slugOf(given)}`
  const taken = new Set([...agencies.map(({ id }) => id), ...[...built.values()].map(({ id }) => id)])
  const ids = [slug, `${slug}-${yearOf(plan.day)}`, `${slug}-${code || yearOf(plan.day)}`]
  const unit: NewUnit = {
    id: ids.find((id) => !taken.has(id)) ?? `${slug}-${built.size + 1}`,
    kind: old.kind,
    adminLevel: old.adminLevel,
    parentId,
    name,
    shortName: name.replace(COMMITTEE, "UBND "),
    codes: /^\d{5}$/u.test(code) ? [{ scheme: "GSO", code, training: false }] : [],
  }
  built.set(key, unit)
  return unit
}

function missingUnits(
  agencies: readonly Agency[],
  rows: readonly SuccessionRow[],
  known: ReturnType<typeof unitsByKey>,
  eve: IsoDay,
): string[] {
  const named = new Set(rows.flatMap(({ oldName }) => known.unit("", oldName).map(({ id }) => id)))
  const levels = new Set(agencies.filter(({ id }) => named.has(id)).map(({ kind }) => kind))
  return agencies
    .filter((one) => isValidOn(one, eve) && levels.has(one.kind) && !named.has(one.id))
    .map((one) => agencyNameOn(one, eve))
}
