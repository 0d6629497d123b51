import { BRANCHES_CSV } from "#workflows/portal-record/branches-csv.ts"
import { annexFile, DECISION_FILE } from "#workflows/portal-record/signed-files.ts"
import { STANDING_CSV, STANDING_XLSX } from "#workflows/portal-record/standing-files.ts"

type DownloadLink = { name: string; label: string; note: string }

/** Files of an edition as pages offer them, with what each is for. `annexes`: headings of those that are files of their own. */
export const downloadsOf = ({
  annexes,
  hasBranches = false,
}: {
  annexes: readonly string[]
  /** Whether it lists services of central branches. */
  hasBranches?: boolean
}): DownloadLink[] => [
  {
    name: DECISION_FILE,
    label: "Quyết định (PDF, bản ký số)",
    note: annexes.length > 0 ? "Văn bản có giá trị pháp lý" : "Văn bản có giá trị pháp lý, kèm phụ lục",
  },
  ...annexes.map((heading, index) => ({
    name: annexFile(index),
    label: `${heading} kèm theo quyết định (PDF, bản ký số)`,
    note: "Tệp phụ lục riêng, có chữ ký số của cơ quan",
  })),
  ...(hasBranches
    ? [
        {
          name: BRANCHES_CSV,
          label: "Dịch vụ công của cơ quan ngành dọc (CSV)",
          note: "Ngoài danh mục, để tra cứu; không ghi mức độ",
        },
      ]
    : []),
  ...OPEN_DATA,
]

const OPEN_DATA: readonly DownloadLink[] = [
  {
    name: STANDING_XLSX,
    label: "Danh mục kèm hiệu lực hiện nay (Excel)",
    note: "Từng dịch vụ còn hay hết hiệu lực, từ ngày nào, theo văn bản nào",
  },
  {
    name: STANDING_CSV,
    label: "Danh mục kèm hiệu lực hiện nay (CSV)",
    note: "Như trên; các tệp khác giữ nguyên như khi ban hành",
  },
  {
    name: "catalogue.xlsx",
    label: "Danh mục (Excel)",
    note: "Mở bằng Excel, LibreOffice; mã giữ nguyên số 0",
  },
  { name: "catalogue.csv", label: "Danh mục (CSV)", note: "Dữ liệu mở, UTF-8" },
  {
    name: "records/national.json",
    label: "Bản ghi theo CSDL quốc gia (JSON)",
    note: "Cấu trúc của Cơ sở dữ liệu quốc gia về TTHC",
  },
  {
    name: "records/provincial.json",
    label: "Bản ghi theo hệ thống cấp tỉnh (JSON)",
    note: "Cấu trúc ServiceInfo, ServiceConfig (OpenCPS)",
  },
  {
    name: "records/cpsv-ap.jsonld",
    label: "CPSV-AP 3.2 (JSON-LD)",
    note: "Dữ liệu liên kết về dịch vụ công",
  },
  { name: "records/dcat.jsonld", label: "DCAT (JSON-LD)", note: "Mô tả tập dữ liệu và mã băm từng tệp" },
]
