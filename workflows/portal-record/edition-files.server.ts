import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { BRANCHES_CSV, toBranchesCsv } from "./branches-csv.ts"
import { toCatalogueCsv, toCsvMetadata } from "./catalogue-csv.ts"
import { toCatalogueXlsx } from "./catalogue-xlsx.server.ts"
import { toCpsvAp } from "./cpsv-ap.ts"
import { type DatasetEnd, type PublishedFile, SIGNED_DECISION, toDcat } from "./dcat.ts"
import type { AnnouncingDecision } from "./edition-stamp.ts"
import { toNationalRecords } from "./national-records.ts"
import { toProvincialRecords } from "./provincial-records.ts"

export type EditionFile = { name: string; mimeType: string; bytes: Uint8Array }

/** Describes the other files; says that the edition was recalled, once it was. */
export const DESCRIPTION = "records/dcat.jsonld"
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/**
 * Every open file of an edition, all out of the same frozen rows: equal edition and decision give equal bytes.
 * `records/dcat.jsonld` comes last and gives the others' sizes and SHA-256.
 * @param annexes of the decision that are files of their own
 * @param ended why it is not in force any more, once a recall took it back; the description alone says it
 */
export const editionFiles = async (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
  annexes: readonly PublishedFile[] = [],
  ended?: DatasetEnd,
): Promise<EditionFile[]> => {
  const files: EditionFile[] = [
    { name: "catalogue.csv", mimeType: "text/csv", bytes: toCatalogueCsv(edition, decision) },
    ...branchFiles(edition, decision),
    json("catalogue.csv-metadata.json", "application/csvm+json", toCsvMetadata(edition, decision)),
    { name: "catalogue.xlsx", mimeType: XLSX, bytes: await toCatalogueXlsx(edition, decision) },
    json("records/national.json", "application/json", toNationalRecords(edition, decision)),
    json("records/provincial.json", "application/json", toProvincialRecords(edition, decision)),
    json("records/cpsv-ap.jsonld", "application/ld+json", toCpsvAp(edition, decision)),
  ]
  const published = files.map(({ name, mimeType, bytes }) => ({
    name,
    mimeType,
    byteSize: bytes.byteLength,
    sha256: sha256(bytes),
  }))
  const withDecision = decision ? [...published, SIGNED_DECISION, ...annexes] : published
  return [...files, json(DESCRIPTION, "application/ld+json", toDcat(edition, decision, withDecision, ended))]
}

const branchFiles = (edition: FrozenEdition, decision: AnnouncingDecision): EditionFile[] =>
  edition.branches
    ? [{ name: BRANCHES_CSV, mimeType: "text/csv", bytes: toBranchesCsv(edition, decision) }]
    : []

const json = (name: string, mimeType: string, content: unknown): EditionFile => ({
  name,
  mimeType,
  bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`),
})
