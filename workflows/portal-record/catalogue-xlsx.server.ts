import writeXlsxFile, { type SheetData } from "write-excel-file/node"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { FIGURES, PROCEDURE_FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { provinceInText } from "#models/reference/province.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { textCell } from "#models/shared/sheet-cell.ts"
import { normaliseText } from "#models/shared/text.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { BRANCH_HEADINGS, branchCells } from "./branches-csv.ts"
import { type CatalogueColumn, catalogueRows, columnsOf } from "./catalogue-columns.ts"
import { LEVELS } from "./codes.ts"
import { type AnnouncingDecision, decisionTextOf } from "./edition-stamp.ts"
import { withFixedZipTimes } from "./fixed-zip-times.server.ts"

const HEADING = { type: String, fontWeight: "bold", backgroundColor: "#DCE6F1", wrap: true } as const

/**
 * The catalogue as a workbook: sheet "Danh mục" with every cell as text, so that `1.001230` keeps its zero, and sheet
 * "Thông tin" with edition, digest and totals. Equal editions give equal bytes.
 */
export const toCatalogueXlsx = async (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
  columns: readonly CatalogueColumn[] = columnsOf(edition),
): Promise<Uint8Array> => {
  const bytes = await writeXlsxFile([
    {
      sheet: "Danh mục",
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ heading }) => ({ ...HEADING, value: heading })),
        ...catalogueRows(edition, decision, columns).map((row) => row.map(cleanCell)),
      ],
    },
    { sheet: "Thông tin", columns: [{ width: 34 }, { width: 70 }], data: informationRows(edition, decision) },
    ...branchSheet(edition),
  ]).toBuffer()
  return withFixedZipTimes(bytes)
}

/** Services of central branches on a sheet of their own; none where the edition lists none. */
const branchSheet = (edition: FrozenEdition) =>
  edition.branches
    ? [
        {
          sheet: "Ngành dọc",
          stickyRowsCount: 1,
          columns: BRANCH_HEADINGS.map((heading) => ({ width: /^Tên/u.test(heading) ? 60 : 24 })),
          data: [
            BRANCH_HEADINGS.map((heading) => ({ ...HEADING, value: heading })),
            ...branchCells(edition).map((row) => row.map(cleanCell)),
          ],
        },
      ]
    : []

/** Cleaned as in the CSV, so that both say the same. */
const cleanCell = (value: string) => textCell(normaliseText(value))

/** What the totals by level do not say: services together, and procedures by their highest level, which add up. */
const FURTHER = ["onlineServices", "procedures", ...Object.values(PROCEDURE_FIGURES)] as const

const BESIDE = ["branchServices", "branchProcedures", "branchAgencies"] as const

function informationRows(edition: FrozenEdition, decision: AnnouncingDecision): SheetData {
  const figures = editionFiguresOf(edition)
  const facts: [string, string | number][] = [
    ["Danh mục", `Danh mục dịch vụ công trực tuyến ${provinceInText(edition.issuer)} năm ${edition.year}`],
    ...(edition.issuer.training ? [["Giá trị pháp lý", TRAINING_MARK] as [string, string]] : []),
    ["Mã danh mục", edition.editionId],
    ["Quyết định", decisionTextOf(decision)],
    ["Mã băm nội dung (SHA-256)", edition.digest],
    ["Tổng số dịch vụ công", figures.services],
    ...SERVICE_LEVELS.map((level): [string, number] => [
      LEVELS[level].label,
      figures[SERVICE_FIGURES[level]],
    ]),
    ...FURTHER.map((name): [string, number] => [FIGURES[name].label, figures[name]]),
    ...(edition.branches
      ? BESIDE.map((name): [string, number] => [
          `Ngoài danh mục: ${FIGURES[name].noun}`,
          branchFiguresOf(edition)[name],
        ])
      : []),
  ]
  return facts.map(([label, value]) => [
    { type: String, value: label, fontWeight: "bold" },
    typeof value === "number" ? { type: Number, value } : cleanCell(value),
  ])
}
