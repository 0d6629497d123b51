import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { RegimeProposalPage } from "#workflows/screens/regime-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { paths } from "../../http/paths.ts"

/** The stored decisions that would not stand under the pack, each with the clause that moves it. */
export function Effects({ effects, decided }: Pick<RegimeProposalPage, "effects" | "decided">) {
  const n = formatNumber
  return (
    <div>
      <Text mb="xs">
        {n(effects.total)} trong {n(decided)} đề xuất, quyết định đang có cần xem lại khi bộ quy định này có
        hiệu lực. Các dịch vụ đã công bố sẽ được đưa vào danh sách chờ rà soát; quyết định cũ vẫn giữ bộ quy
        định lúc ban hành.
      </Text>
      <DataTable
        caption={
          effects.total > effects.shown.length
            ? `Tác động (hiện ${n(effects.shown.length)} mục đầu)`
            : "Tác động"
        }
        showCaption
        rows={effects.shown}
        rowKey={(one) => one.id}
        empty={<EmptyState title="Không có tác động">Mọi quyết định đang có vẫn đứng vững.</EmptyState>}
        columns={[
          { key: "code", header: "Mã dịch vụ", cell: (one) => one.serviceCode, width: "7.5rem" },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (one) => <Link to={paths.registration(one.id)}>{one.procedureName}</Link>,
          },
          {
            key: "level",
            header: "Mức theo câu trả lời cũ",
            cell: (one) => (one.before === one.after ? one.before : `${one.before} → ${one.after}`),
          },
          { key: "why", header: "Vì sao", cell: (one) => one.causes.join("; ") },
          {
            key: "state",
            header: "Tình trạng",
            cell: (one) => (one.isAnnounced ? "đã công bố" : "đang rà soát"),
          },
        ]}
      />
    </div>
  )
}
