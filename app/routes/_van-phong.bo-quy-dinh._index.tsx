import { Button, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { getRegimeList } from "#workflows/screens/regime-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Bộ quy định pháp luật")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getRegimeList(context.runtime, actor))
}

export default function Regimes() {
  const { regimes, proposals, mayPropose } = useLoaderData<typeof loader>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Bộ quy định pháp luật"
        lead="Tiêu chí, mức độ, lý do được chấp nhận và thời hạn theo luật có hiệu lực từng ngày. Bộ đã dùng không bao giờ bị sửa."
        actions={
          mayPropose ? (
            <Button component={Link} to={paths.newRegime(regimes[0]?.id)} variant="default">
              Soạn bộ quy định mới
            </Button>
          ) : undefined
        }
      />
      <DataTable
        caption="Các bộ quy định"
        rows={regimes}
        rowKey={(regime) => regime.id}
        empty={<EmptyState title="Chưa có bộ quy định nào">Khởi động hệ thống một lần để nạp.</EmptyState>}
        columns={[
          {
            key: "name",
            header: "Bộ quy định",
            isRowHeader: true,
            cell: (regime) => (
              <>
                <Link to={paths.regime(regime.id)}>{regime.name}</Link>{" "}
                {regime.isInForce ? <StatusBadge label="đang có hiệu lực" tone="good" /> : null}
              </>
            ),
          },
          { key: "id", header: "Mã", cell: (regime) => regime.id },
          { key: "from", header: "Từ ngày", cell: (regime) => <Day day={regime.validFrom} /> },
          { key: "to", header: "Đến ngày", cell: (regime) => <Day day={regime.validTo} /> },
        ]}
      />
      {proposals.length > 0 ? (
        <DataTable
          caption="Bộ quy định đang soạn, đang trình"
          showCaption
          rows={proposals}
          rowKey={(proposal) => proposal.id}
          columns={[
            {
              key: "name",
              header: "Bộ quy định",
              isRowHeader: true,
              cell: (proposal) => <Link to={paths.regimeProposal(proposal.id)}>{proposal.name}</Link>,
            },
            { key: "from", header: "Có hiệu lực từ", cell: (proposal) => <Day day={proposal.validFrom} /> },
            {
              key: "state",
              header: "Tình trạng",
              cell: (proposal) => REGIME_PROPOSAL_STATE_LABELS[proposal.state],
            },
          ]}
        />
      ) : (
        <Text size="sm">Không có bộ quy định nào đang soạn.</Text>
      )}
    </Stack>
  )
}
