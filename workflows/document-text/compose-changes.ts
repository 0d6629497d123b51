import type { CarriedEdition, CarriedEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import {
  type CatalogueChange,
  CHANGE_FIGURES,
  changedRowsOf,
} from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { committeeName } from "#models/reference/province.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { GROUP_LETTERS, groupRow, indexed } from "./annex-rows.ts"
import { type Annex, BLANK_DATE, blankNumberAnd, type Row, type Table } from "./document-layout.ts"
import { replacedNumbers } from "./replaced-decision.ts"

/** What differs, in the order of the annex. */
const GROUPS = ["NEW", "RAISED", "LOWERED", "WITHDRAWN"] as const satisfies CatalogueChange[]
type Change = (typeof GROUPS)[number]

/** Fills 247 mm. */
const COLUMNS: Table["columns"] = [
  { heading: "TT", width: 13, align: "center" },
  { heading: "Mã TTHC\n(Mã DVC)", width: 29, align: "center" },
  { heading: "Tên thủ tục hành chính", width: 93, align: "left" },
  { heading: "Cơ quan thực hiện", width: 44, align: "left" },
  { heading: "Kỳ trước", width: 34, align: "center" },
  { heading: "Kỳ này", width: 34, align: "center" },
]

type ChangedRow = {
  procedureCode: string
  serviceCode: string
  name: string
  unitName: string
  before: ServiceLevel | null
  now: ServiceLevel | null
}

/** Whether anything differs from the edition before. */
export const hasChanges = ({ entries, removed }: CarriedEdition): boolean =>
  removed.length > 0 || entries.some(({ change }) => change !== "KEPT")

/**
 * What a leader is asked to notice: every service that is new, raised, lowered or gone since the edition before, as the one
 * annex of the Tờ trình. None where there was no edition before, or nothing differs.
 */
export const composeChanges = (edition: CarriedEdition): Annex[] => {
  if (!edition.replaces || !hasChanges(edition)) return []
  const { issuer } = edition
  return [
    {
      heading: "Phụ lục",
      title: `DỊCH VỤ CÔNG THAY ĐỔI SO VỚI DANH MỤC CÔNG BỐ TẠI QUYẾT ĐỊNH SỐ ${replacedNumbers(edition).join(", ")}`,
      infoLine: `(Kèm theo Tờ trình số${blankNumberAnd(issuer.submissionSymbol)} ${BLANK_DATE} của Văn phòng ${committeeName(issuer)})`,
      orientation: "landscape",
      table: { columns: COLUMNS, rows: rowsOf(edition) },
    },
  ]
}

function rowsOf(edition: CarriedEdition): Row[] {
  const groups = GROUPS.map((change) => ({ change, rows: changedRows(edition, change) })).filter(
    ({ rows }) => rows.length > 0,
  )
  return indexed(groups).flatMap(([letter, { change, rows }]) => [
    groupRow(
      0,
      `${GROUP_LETTERS[letter]}. ${FIGURES[CHANGE_FIGURES[change]].noun.toLocaleUpperCase("vi")}`,
      rows.length,
    ),
    ...rows.map((row, index): Row => ({ kind: "item", cells: cellsOf(row, index + 1) })),
  ])
}

const changedRows = (edition: CarriedEdition, change: Change): ChangedRow[] =>
  change === "WITHDRAWN"
    ? [
        ...changedRowsOf(edition, change).map(rowOf),
        ...edition.removed.map(({ serviceCode, name, unitName, level }) => ({
          procedureCode: serviceCode.replace(/\.\d+$/u, ""),
          serviceCode,
          name,
          unitName,
          before: level,
          now: null,
        })),
      ]
    : changedRowsOf(edition, change).map(rowOf)

const rowOf = (entry: CarriedEntry): ChangedRow => ({
  procedureCode: entry.procedure.code,
  serviceCode: entry.serviceCode,
  name: entryNameInText(entry, "\n"),
  unitName: entry.unit.name,
  before: entry.previousLevel,
  now: entry.level,
})

const cellsOf = (row: ChangedRow, number: number): string[] => [
  String(number),
  `${row.procedureCode}\n(${row.serviceCode})`,
  row.name,
  row.unitName,
  row.before ? SERVICE_LEVEL_LABELS[row.before] : "Chưa có",
  row.now ? SERVICE_LEVEL_LABELS[row.now] : "Không còn",
]
