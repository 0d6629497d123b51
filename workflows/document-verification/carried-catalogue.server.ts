import { type PDF, PdfDict, PdfStream } from "@libpdf/core"
import { parse } from "csv-parse/sync"
import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { type EditionMark, keywordsOf, markOf } from "#models/catalogue-edition/edition-mark.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { rowsRootOf } from "#models/catalogue-edition/row-proof.server.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { carriesOnly } from "./carried-files.server.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck } from "./verification-report.ts"

/** The mark of the frozen edition in the file's properties; null when there is none. */
export const readMark = (pdf: PDF): EditionMark | null => {
  const reference = pdf.context.info.trailer.getRef("Info")
  const properties = reference ? resolverOf(pdf)(reference) : null
  return properties instanceof PdfDict
    ? markOf(properties.getString("Keywords", resolverOf(pdf))?.asString() ?? "")
    : null
}

/** The frozen edition attached to the file; null when there is none that can be read. */
export const readEdition = (pdf: PDF): CarriedEdition | null => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(attachment(pdf, ".json"))
    const edition = JSON.parse(text) as CarriedEdition
    const lists = [edition.entries, edition.branches ?? []]
    if (canonicalJson(edition) !== text || !lists.every(Array.isArray)) return null
    return { ...edition, frozenAt: new Date(edition.frozenAt) }
  } catch {
    return null
  }
}

/** Whether mark, attached edition, attached sheet and what is expected are all one catalogue. */
export const checkCatalogue = (
  pdf: PDF,
  mark: EditionMark | null,
  edition: CarriedEdition | null,
  expectedDigest: string | undefined,
): VerificationCheck[] => {
  const digest = edition && editionDigest(edition)
  const checks = [
    check(
      "mark",
      mark !== null && describedIn(pdf, mark),
      "Thuộc tính tệp ghi bản danh mục đã chốt.",
      "Thuộc tính tệp không ghi bản danh mục đã chốt, hoặc ghi không thống nhất.",
    ),
    check(
      "attachments",
      edition !== null && carriesOnly(pdf, edition),
      "Tệp mang theo danh mục ở dạng JSON và CSV.",
      "Tệp không mang theo đúng danh mục ở dạng JSON và CSV, hoặc tệp đính kèm không đọc được.",
    ),
    check(
      "digest",
      edition !== null && digest === edition.digest && digest === mark?.digest && edition.id === mark.id,
      "Danh mục đính kèm đúng mã băm ghi trong văn bản.",
      "Danh mục đính kèm không đúng mã băm ghi trong văn bản.",
    ),
    check(
      "totals",
      edition !== null && canonicalJson(totalsOf(edition.entries)) === canonicalJson(edition.totals),
      "Tổng số trong danh mục đính kèm bằng số dòng.",
      "Tổng số trong danh mục đính kèm không bằng số dòng.",
    ),
    check(
      "sheet",
      edition !== null && isSheetOf(pdf, edition),
      "Bảng CSV đính kèm trùng với danh mục.",
      "Bảng CSV đính kèm không trùng với danh mục.",
    ),
  ]
  if (mark?.rowsRoot)
    checks.push(
      check(
        "rowsRoot",
        edition !== null && rowsRootOf(edition) === mark.rowsRoot,
        "Mã gốc các dòng ghi trong văn bản đúng với danh mục đính kèm.",
        "Mã gốc các dòng ghi trong văn bản không đúng với danh mục đính kèm.",
      ),
    )
  if (expectedDigest !== undefined)
    checks.push(
      check(
        "expected",
        digest === expectedDigest,
        "Danh mục đính kèm đúng là bản được yêu cầu đối chiếu.",
        "Danh mục đính kèm không phải bản được yêu cầu đối chiếu.",
      ),
    )
  return checks
}

/** Whether the XMP description says the same as the file's properties. */
function describedIn(pdf: PDF, mark: EditionMark): boolean {
  const metadata = pdf.getCatalog().get("Metadata", resolverOf(pdf))
  if (!(metadata instanceof PdfStream)) return false
  return new TextDecoder().decode(metadata.getDecodedData()).includes(`>${keywordsOf(mark)}<`)
}

function isSheetOf(pdf: PDF, edition: CarriedEdition): boolean {
  try {
    const rows = parse<Record<string, string>>(Buffer.from(attachment(pdf, ".csv")), {
      bom: true,
      columns: true,
    })
    const listed = rows.map((row) => [row.TT, row["Mã TTHC"], row["Mã DVC"], row["Mức độ"]])
    const wanted = edition.entries.map(({ position, procedure, serviceCode, level }) => [
      String(position),
      procedure.code,
      serviceCode,
      SERVICE_LEVEL_LABELS[level],
    ])
    return canonicalJson(listed) === canonicalJson(wanted)
  } catch {
    return false
  }
}

/** @throws Error when there is none with that ending */
function attachment(pdf: PDF, ending: string): Uint8Array {
  const name = [...pdf.attachments.list().keys()].find((one) => one.endsWith(ending))
  const bytes = name === undefined ? null : pdf.attachments.get(name)
  if (!bytes) throw new Error(`no attachment ${ending}`)
  return bytes
}
