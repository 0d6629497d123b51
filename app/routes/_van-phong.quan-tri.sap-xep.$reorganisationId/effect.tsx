import { Anchor, Stack, Text, Title } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

/** What the act moves, worked out on a copy of the office: figures before and after, and every list behind them. */
export function Effect({ page }: { page: ReorganisationPage }) {
  const n = formatNumber
  if (page.faults.length > 0 && page.moves === 0) return null
  return (
    <Stack gap="md" component="section" aria-labelledby="tac-dong">
      <Title order={2} id="tac-dong" size="h3">
        Tác động
      </Title>
      <Text>
        Tính trên bản sao dữ liệu của hôm nay: chuyển {n(page.moves)} mục.{" "}
        <Anchor href={paths.reorganisationRows(page.id)} underline="always">
          Tải toàn bộ danh sách (CSV)
        </Anchor>
      </Text>
      <DataTable
        caption="Số liệu trước và sau"
        showCaption
        rows={page.figures}
        rowKey={({ name }) => name}
        columns={[
          { key: "label", header: "Chỉ tiêu", isRowHeader: true, cell: ({ label }) => label },
          { key: "before", header: "Ngày trước", align: "end", cell: ({ before }) => n(before) },
          { key: "after", header: "Từ ngày thực hiện", align: "end", cell: ({ after }) => n(after) },
          {
            key: "difference",
            header: "Chênh lệch",
            align: "end",
            cell: ({ before, after }) =>
              after === before ? "0" : `${after > before ? "+" : "−"}${n(Math.abs(after - before))}`,
          },
        ]}
      />
      {page.ended.total > 0 ? (
        <details>
          <summary>{n(page.ended.total)} dịch vụ kết thúc, có lý do</summary>
          <ul>
            {page.ended.shown.map(({ id, why }) => (
              <li key={id}>
                {id}: {why}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {page.groups.map(({ table, label, total, shown }) => (
        <details key={table}>
          <summary>
            {label}: {n(total)} mục
          </summary>
          <DataTable
            caption={shown.length < total ? `${label} (hiện ${n(shown.length)} mục đầu)` : label}
            rows={shown}
            rowKey={({ key }) => key}
            columns={[
              { key: "name", header: "Mục", isRowHeader: true, cell: ({ name }) => name },
              { key: "before", header: "Trước", cell: ({ before }) => before },
              { key: "after", header: "Sau", cell: ({ after }) => after },
              { key: "why", header: "Lý do", cell: ({ why }) => why },
            ]}
          />
        </details>
      ))}
    </Stack>
  )
}
