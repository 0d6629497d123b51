import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { type CatalogueRow, errataBy } from "#models/catalogue-edition/catalogue-in-force.ts"
import { decisionOf, editionName, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { type ReadCatalogue, readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findKnownRepeals } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { toCsv } from "#models/shared/csv.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { type CatalogueColumn, columnsOf } from "#workflows/portal-record/catalogue-columns.ts"
import { XLSX } from "#workflows/portal-record/edition-files.server.ts"
import { plainWorkbook } from "#workflows/portal-record/plain-workbook.server.ts"
import type { ActFile } from "./act-files.server.ts"

type Asked = { day: IsoDay | null; format: "csv" | "xlsx" }

/**
 * The catalogue in force on a day (today unless told) as one file: every row with the decision it stands on, and by which acts the
 * whole was made.
 * @throws NotFoundError when nothing is in force on that day
 */
export const getConsolidatedFile = async (
  { clock }: { clock: Clock },
  { day: asked, format }: Asked,
): Promise<ActFile> => {
  const day = asked ?? dayOf(clock.now())
  const inForce = await readInForceOn(await findIssuedEditions(), day)
  if (!inForce)
    throw new NotFoundError(
      `Ngày ${formatDay(day)} không có danh mục nào có hiệu lực. Xem các danh mục đã công bố ở trang tra cứu.`,
    )
  const acts = await actsOf(inForce, day)
  const columns = columnsOf(inForce.base.edition)
  const rows = rowsOf(inForce, columns, { day, acts: acts.join("; ") })
  const bytes =
    format === "csv"
      ? toCsv([
          [...columns.map(({ name }) => name), "theo_quyet_dinh", "hop_nhat_tu", "co_hieu_luc_ngay"],
          ...rows,
        ])
      : await plainWorkbook([
          {
            name: "Danh mục",
            widths: [...columns.map(({ width }) => width), 28, 40, 16],
            rows: [
              [
                ...columns.map(({ heading }) => heading),
                "Theo quyết định",
                "Hợp nhất từ",
                "Có hiệu lực ngày",
              ],
              ...rows,
            ],
          },
          { name: "Thông tin", widths: [34, 90], rows: factsOf(inForce, day, acts) },
        ])
  return {
    name: `hop-nhat-${day}.${format}`,
    mimeType: format === "csv" ? "text/csv" : XLSX,
    bytes,
    sha256: sha256(bytes),
  }
}

/** Every act the catalogue of that day was made by, in words: what announced it, amended it, corrected it, and what repeals ended. */
const actsOf = async (
  { base, amendments }: Pick<ReadCatalogue, "base" | "amendments">,
  day: IsoDay,
): Promise<string[]> => {
  const inWords = (one: IssuedEdition) => {
    const { number, day: decided } = decisionOf(one)
    return `${editionName(one)}: Quyết định số ${number} ngày ${formatDay(decided)}`
  }
  const codes = new Set(
    [base, ...amendments].flatMap(({ edition }) => edition.entries.map(({ procedure }) => procedure.code)),
  )
  const repeals = (await findKnownRepeals()).filter(
    ({ code, effectiveOn }) => effectiveOn <= day && codes.has(code),
  )
  return [
    ...[base, ...amendments].map(inWords),
    ...[base, ...amendments].flatMap((one) =>
      errataBy(one, day).map(
        ({ letter, day: written }) =>
          `Đính chính Quyết định số ${decisionOf(one).number}: Công văn số ${letter}${written ? ` ngày ${formatDay(written)}` : ""}`,
      ),
    ),
    ...repeals.map(
      ({ code, decision }) =>
        `Bãi bỏ thủ tục ${code}: Quyết định số ${decision.number} ngày ${formatDay(decision.day)}`,
    ),
  ]
}

function rowsOf(
  { base, amendments, rows }: ReadCatalogue,
  columns: readonly CatalogueColumn[],
  { day, acts }: { day: IsoDay; acts: string },
): string[][] {
  const editions = new Map([base, ...amendments].map((one) => [one.editionId, one]))
  return rows.map(({ entry, standsOn }: CatalogueRow) => {
    const one = editions.get(standsOn.editionId) ?? base
    return [
      ...columns.map(({ cell }) => cell(entry, one.edition, one.decision)),
      `${standsOn.number} ngày ${formatDay(standsOn.day)}`,
      acts,
      day,
    ]
  })
}

function factsOf(
  { base, rows }: ReadCatalogue & { base: { edition: FrozenEdition } },
  day: IsoDay,
  acts: readonly string[],
): string[][] {
  return [
    ["Danh mục hợp nhất", `Có hiệu lực ngày ${formatDay(day)}`],
    ["Số dịch vụ công", formatNumber(rows.length)],
    ...acts.map((act, index) => [index === 0 ? "Hợp nhất từ" : "", act]),
    ["Giá trị", "Bản hợp nhất để tra cứu; văn bản có giá trị pháp lý là từng quyết định, công văn nêu trên."],
    ...(base.edition.issuer.training ? [["Giá trị pháp lý", TRAINING_MARK]] : []),
  ]
}
