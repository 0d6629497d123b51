import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { getLevelAgreement } from "#workflows/screens/level-agreement.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { LevelDifferences } from "../components/measures/level-differences.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Mức độ của tỉnh và trung ương")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getLevelAgreement(context.runtime, { actor }))
}

export default function AgreementOfLevels() {
  const { compared, gaps } = useLoaderData<typeof loader>()
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.evidence(), label: "Danh sách đối chiếu" }}
        title="Mức độ của tỉnh và trung ương"
        lead="Danh mục có hiệu lực cạnh danh sách của Cổng DVCQG và của EMC, từng thủ tục ở mức cao nhất: nặng nhẹ, của ai, bao lâu, cần làm gì."
        actions={
          <Button component={Link} to={paths.evidence()} variant="default">
            Nhập danh sách
          </Button>
        }
      />
      {compared.map((one) => (
        <LevelDifferences key={one.kind} compared={one} />
      ))}
      <section aria-labelledby="ket-noi">
        <Title order={2} id="ket-noi" mb="xs">
          Từ quyết định đến cổng
        </Title>
        <DataTable
          caption="Số ngày từ ngày quyết định đến khi cổng hiện bản ghi; bản ghi chưa hiện tính đến hôm nay"
          showCaption
          rows={gaps}
          rowKey={({ target }) => target}
          empty={
            <EmptyState title="Chưa gửi bản ghi nào">
              Bản ghi được gửi các cổng khi danh mục phát hành.
            </EmptyState>
          }
          columns={[
            { key: "name", header: "Cổng", isRowHeader: true, cell: ({ name }) => name },
            {
              key: "sent",
              header: "Đã gửi",
              align: "end",
              width: "7rem",
              cell: (row) => formatNumber(row.sent),
            },
            {
              key: "live",
              header: "Đã hiện",
              align: "end",
              width: "7rem",
              cell: (row) => formatNumber(row.live),
            },
            {
              key: "middle",
              header: "Trung vị (ngày)",
              align: "end",
              width: "8rem",
              cell: ({ middle }) => formatNumber(middle),
            },
            {
              key: "longest",
              header: "Lâu nhất (ngày)",
              align: "end",
              width: "8rem",
              cell: ({ longest }) => formatNumber(longest),
            },
            {
              key: "waiting",
              header: "Chưa hiện",
              cell: ({ waitingCount, waiting }) =>
                waitingCount === 0 ? (
                  "không có"
                ) : (
                  <details>
                    <summary>{formatNumber(waitingCount)} bản ghi</summary>
                    <ul>
                      {waiting.map(({ recordId, name, days }) => (
                        <li key={recordId}>
                          {name}: {formatNumber(days)} ngày
                        </li>
                      ))}
                    </ul>
                  </details>
                ),
            },
          ]}
        />
        <Text size="sm" mt="xs">
          <Link to={paths.deliveries()}>Giao nhận</Link>: từng bản ghi, gửi lại.
        </Text>
      </section>
    </Stack>
  )
}
