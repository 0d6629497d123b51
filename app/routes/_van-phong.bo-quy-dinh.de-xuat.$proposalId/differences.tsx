import { formatDay } from "#models/shared/dates.ts"
import { PARTIAL_REASON_LABELS, type PartialReason, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { ClauseDifference } from "#workflows/regimes/compare-regimes.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"

const KINDS: Record<ClauseDifference["kind"], string> = {
  VALIDITY: "Hiệu lực",
  LEVELS: "Các mức",
  DEFAULT_LEVEL: "Mức mặc định",
  CRITERION: "Tiêu chí",
  OUTCOME: "Mức theo câu trả lời",
  PARTIAL_REASON: "Lý do một phần",
  CLOCK: "Thời hạn",
  BASIS: "Căn cứ",
}
const CHANGES = { ADDED: "Thêm", REMOVED: "Bỏ", CHANGED: "Sửa" } as const

/** What the pack changes, clause by clause. */
export function Differences({ differences }: { differences: readonly ClauseDifference[] }) {
  return (
    <DataTable
      caption="Khác bộ trước"
      showCaption
      rows={differences}
      rowKey={(one) => `${one.kind}${one.key}${one.change}${JSON.stringify(one.fields)}`}
      empty={<EmptyState title="Không khác bộ trước">Hai bộ quy định như nhau.</EmptyState>}
      columns={[
        { key: "change", header: "Thay đổi", cell: (one) => CHANGES[one.change], width: "6rem" },
        {
          key: "clause",
          header: "Điều khoản",
          isRowHeader: true,
          cell: (one) => `${KINDS[one.kind]} ${keyText(one)}`.trim(),
        },
        { key: "before", header: "Trước", cell: (one) => lines(one, "before") },
        { key: "after", header: "Sau", cell: (one) => lines(one, "after") },
      ]}
    />
  )
}

const keyText = ({ kind, key }: ClauseDifference): string => {
  if (kind === "PARTIAL_REASON") return `“${PARTIAL_REASON_LABELS[key as PartialReason] ?? key}”`
  return kind === "OUTCOME" ? ((SERVICE_LEVEL_LABELS as Record<string, string>)[key] ?? key) : key
}

const lines = ({ fields }: ClauseDifference, side: "before" | "after"): string =>
  fields
    .flatMap((one) => {
      const text = one[side]
      return text === null || text === "" ? [] : [inWords(one.field, text)]
    })
    .filter((text) => text !== "")
    .join("; ") || "–"

/** Switches, days and levels as people read them. */
function inWords(field: string, text: string): string {
  const isOn = text === "true"
  if (field === "mayNotApply") return isOn ? "được trả lời “không áp dụng”" : "không được “không áp dụng”"
  if (field === "citationRequired") return isOn ? "phải dẫn quy định" : "không phải dẫn quy định"
  if (field === "validFrom") return `từ ${formatDay(text)}`
  if (field === "validTo") return `đến ${formatDay(text)}`
  if (field === "rank") return `xét thứ ${text}`
  if (field === "subject") return ""
  return text
    .split(", ")
    .map((word) => (SERVICE_LEVEL_LABELS as Record<string, string>)[word] ?? word)
    .join(", ")
}
