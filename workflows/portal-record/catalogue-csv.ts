import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { provinceInText } from "#models/reference/province.ts"
import { toCsv } from "#models/shared/csv.ts"
import { type CatalogueColumn, catalogueRows, columnsOf } from "./catalogue-columns.ts"
import { type AnnouncingDecision, decisionTextOf, stampOf } from "./edition-stamp.ts"

/** The catalogue as CSV (records.md §6.5): one header row of column names, lists by `;`. */
export const toCatalogueCsv = (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
  columns: readonly CatalogueColumn[] = columnsOf(edition),
): Uint8Array => toCsv([columns.map(({ name }) => name), ...catalogueRows(edition, decision, columns)])

/**
 * The description beside it (W3C CSV on the Web): columns, key, and, because the columns are fixed, the edition's
 * digest and totals.
 */
export const toCsvMetadata = (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
): Record<string, unknown> => ({
  "@context": ["http://www.w3.org/ns/csvw", { "@language": "vi" }],
  url: "catalogue.csv",
  "dc:title": `Danh mục dịch vụ công trực tuyến ${provinceInText(edition.issuer)} năm ${edition.year}`,
  "dc:identifier": `danh-muc/${edition.editionId}`,
  "dc:source": decisionTextOf(decision),
  notes: [{ edition: stampOf(edition, decision), editionDigest: edition.digest }],
  dialect: { encoding: "utf-8", header: true, lineTerminators: ["\r\n"], delimiter: "," },
  tableSchema: {
    columns: columnsOf(edition).map(({ name, heading, datatype, required, separator }) => ({
      name,
      titles: [name, heading],
      datatype,
      required,
      ...(separator ? { separator } : {}),
    })),
    primaryKey: ["nam", "ma_tthc", "ma_don_vi", "ma_dvc"],
  },
})
