import { type CarriedEdition, toCarriedEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { toCsv } from "#models/shared/csv.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { Attachment } from "./attach-file.server.ts"

/** Attached file names keep to letters, digits, dot and dash; a draft id has a slash. */
export const attachmentName = ({ id }: Pick<CarriedEdition, "id">, ending: "json" | "csv"): string =>
  `danh-muc-${id.replace("/", "-")}.${ending}`

/** What a decision carries: the frozen edition as canonical JSON, over which its digest can be taken again, and as a sheet. */
export const editionAttachments = (edition: CarriedEdition): Attachment[] => [
  {
    name: attachmentName(edition, "json"),
    mimeType: "application/json",
    bytes: new TextEncoder().encode(
      canonicalJson({ ...edition, entries: edition.entries.map(toCarriedEntry) }),
    ),
    description: `Danh mục dịch vụ công trực tuyến năm ${edition.year}, bản máy đọc được (JSON)`,
  },
  {
    name: attachmentName(edition, "csv"),
    mimeType: "text/csv",
    bytes: editionSheet(edition),
    description: `Danh mục dịch vụ công trực tuyến năm ${edition.year}, dạng bảng (CSV)`,
  },
]

const HEADINGS = [
  "TT",
  "Mã TTHC",
  "Mã DVC",
  "Tên",
  "Lĩnh vực",
  "Cơ quan thực hiện",
  "Mức độ",
  "Lý do",
  "Căn cứ",
]

/** The name of the case stands last, and only where the edition kept it: what an earlier release signed is drawn the same. */
const editionSheet = (edition: CarriedEdition): Uint8Array => {
  const hasCases = edition.entries.some(({ caseName }) => caseName !== undefined)
  return toCsv([
    [...HEADINGS, ...(hasCases ? ["Tên trường hợp"] : [])],
    ...edition.entries.map((entry) => [
      String(entry.position),
      entry.procedure.code,
      entry.serviceCode,
      entry.serviceName,
      entry.field.name,
      entry.unit.name,
      SERVICE_LEVEL_LABELS[entry.level],
      entry.partialReason ? PARTIAL_REASON_LABELS[entry.partialReason] : "",
      entry.citation,
      ...(hasCases ? [entry.caseName ?? ""] : []),
    ]),
  ])
}
