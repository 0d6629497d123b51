import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type { CarriedEdition, CarriedEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { ADMIN_LEVEL_IN_TEXT, LEVEL_IN_TEXT } from "#models/catalogue-edition/figures/figures-in-text.ts"
import type { AnnexKind } from "#models/official-document/official-document.ts"
import { isOnlineLevel, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { romanNumeral } from "#models/shared/numbers.ts"
import { GROUP_LETTERS, groupRow, indexed } from "./annex-rows.ts"
import { branchRows } from "./compose-branches.ts"
import { CHANGE_ANNEX_TITLE, CHANGE_COLUMNS, changeRows } from "./compose-change-annex.ts"
import { type Annex, BLANK_DATE, blankNumberAnd, type Column, type Row } from "./document-layout.ts"
import { replacedNumbers } from "./replaced-decision.ts"
import { issuerInText } from "./signing-block.ts"

const center = (heading: string, width: number): Column => ({ heading, width, align: "center" })
const left = (heading: string, width: number): Column => ({ heading, width, align: "left" })

/** Columns of variant B (decision-layout.md §11.1). Widths fill 160 mm upright and 247 mm sideways. */
const COLUMNS: Record<AnnexKind, Column[]> = {
  FULL: [
    center("TT", 13),
    center("Mã TTHC\n(Mã DVC)", 29),
    left("Tên thủ tục hành chính", 66),
    left("Cơ quan thực hiện", 34),
    left("Ghi chú", 18),
  ],
  PARTIAL: [
    center("TT", 13),
    center("Mã TTHC\n(Mã DVC)", 29),
    left("Tên thủ tục hành chính", 73),
    left("Cơ quan thực hiện", 40),
    left("Lý do chưa toàn trình", 58),
    left("Ghi chú", 34),
  ],
  REMOVED: [
    center("TT", 13),
    center("Mã TTHC\n(Mã DVC)", 29),
    left("Tên thủ tục hành chính", 88),
    left("Cơ quan thực hiện", 44),
    left("Mức độ đã công bố", 36),
    left("Ghi chú", 37),
  ],
  CHANGES: CHANGE_COLUMNS,
  BRANCHES: [
    center("TT", 13),
    center("Mã TTHC\n(Mã DVC)", 29),
    left("Tên thủ tục hành chính", 54),
    left("Cơ quan thực hiện", 30),
    left("Quyết định công bố", 34),
  ],
}

/** The annexes of a decision: one per level that has rows, and one for what an amendment takes out. */
export const composeAnnexes = (edition: CarriedEdition): Annex[] =>
  annexesOf(edition).map(({ kind, heading }) => ({
    heading,
    title: titleOf(edition, kind),
    // An electronic document leaves number and date blank here (NĐ 30/2020 Phụ lục I, III.1c).
    infoLine: `(Kèm theo Quyết định số${blankNumberAnd(edition.issuer.documentSymbol)} ${BLANK_DATE} của ${issuerInText(edition.issuer)})`,
    orientation: kind === "FULL" || kind === "BRANCHES" ? "portrait" : "landscape",
    table: {
      columns: COLUMNS[kind],
      rows: rowsOfAnnex(edition, kind),
    },
  }))

const titleOf = (edition: CarriedEdition, kind: AnnexKind): string => {
  if (kind === "CHANGES")
    return `${CHANGE_ANNEX_TITLE} DANH MỤC CÔNG BỐ TẠI QUYẾT ĐỊNH SỐ ${replacedNumbers(edition).join(", ")}`
  if (kind === "REMOVED") return "DANH MỤC DỊCH VỤ CÔNG ĐƯA RA KHỎI DANH MỤC DỊCH VỤ CÔNG TRỰC TUYẾN"
  const listed =
    kind === "BRANCHES" ? `danh sách ${FIGURES.branchServices.noun}` : `danh mục ${LEVEL_IN_TEXT[kind]}`
  return `${listed} TRÊN ĐỊA BÀN ${edition.issuer.provinceUpper} NĂM ${edition.year}`.toLocaleUpperCase("vi")
}

type CatalogueAnnex = Exclude<AnnexKind, "BRANCHES" | "CHANGES">

function rowsOfAnnex(edition: CarriedEdition, kind: AnnexKind): Row[] {
  if (kind === "BRANCHES") return branchRows(edition)
  return kind === "CHANGES" ? changeRows(edition.changes ?? []) : rowsOf(rowsIn(edition, kind), kind)
}

const rowsIn = (edition: CarriedEdition, kind: CatalogueAnnex): CarriedEntry[] =>
  edition.entries.filter((entry) => (kind === "REMOVED" ? !isOnlineLevel(entry.level) : entry.level === kind))

/** Cells of an item row in the order of its columns. */
const cellsOf = (entry: CarriedEntry, kind: CatalogueAnnex, number: number): string[] => {
  const named = [
    String(number),
    `${entry.procedure.code}\n(${entry.serviceCode})`,
    entryNameInText(entry, "\n"),
    entry.unit.name,
  ]
  if (kind === "PARTIAL") return [...named, reasonOf(entry), entry.note]
  if (kind === "REMOVED")
    return [...named, entry.previousLevel ? SERVICE_LEVEL_LABELS[entry.previousLevel] : "", entry.note]
  return [...named, entry.note]
}

/** Reason and the provision it rests on, as regime B must publish it and regime A does here. */
const reasonOf = ({ partialReason, citation }: CarriedEntry): string =>
  partialReason ? `${PARTIAL_REASON_LABELS[partialReason]}${citation ? ` (${citation})` : ""}` : ""

/** Group rows (level of government → agency → field) with subtotals, and items numbered through within a level. */
function rowsOf(entries: CarriedEntry[], kind: CatalogueAnnex): Row[] {
  const rows: Row[] = []
  for (const [letter, [adminLevel, atLevel]] of indexed(Map.groupBy(entries, (entry) => entry.adminLevel))) {
    rows.push(
      groupRow(
        0,
        `${GROUP_LETTERS[letter]}. DỊCH VỤ CÔNG ${ADMIN_LEVEL_IN_TEXT[adminLevel]}`.toLocaleUpperCase("vi"),
        atLevel.length,
      ),
    )
    let number = 0
    for (const [roman, [, atAgency]] of indexed(Map.groupBy(atLevel, (entry) => entry.agency.id))) {
      const name = atAgency[0]?.agency.name ?? ""
      rows.push(groupRow(1, `${romanNumeral(roman + 1)}. ${name.toLocaleUpperCase("vi")}`, atAgency.length))
      for (const [index, [field, inField]] of indexed(Map.groupBy(atAgency, (entry) => entry.field.name))) {
        rows.push(groupRow(2, `${index + 1}. Lĩnh vực ${field}`, inField.length))
        for (const entry of inField) {
          number += 1
          rows.push({ kind: "item", cells: cellsOf(entry, kind, number) })
        }
      }
    }
  }
  return rows
}
