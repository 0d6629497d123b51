import { Anchor, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { getBarrierPage } from "#workflows/screens/barrier-page.server.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { Pagination } from "../../components/pagination.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { BarrierFilter } from "./barrier-filter.tsx"
import { barrierQueryOf, MOST_RAISED } from "./barrier-query.ts"
import { BlockedTable } from "./blocked-table.tsx"
import { EffortTable } from "./effort-table.tsx"
import { Outcome } from "./outcome.tsx"
import { WhatIfForm } from "./what-if-form.tsx"

export const meta = () => pageTitle("Sổ rào cản")

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = barrierQueryOf(request)
  const campaignId = params.campaignId ?? ""
  const page = await read(() => getBarrierPage(context.runtime, { campaignId, query, actor }))
  return { ...page, query }
}

export default function BarrierRegister() {
  const page = useLoaderData<typeof loader>()
  const { campaign, query, total, pageSize, raisedCount } = page
  return (
    <Stack gap="xl">
      <PageHeader
        title="Sổ rào cản"
        lead="Vì sao dịch vụ chưa toàn trình, rào cản nào chặn bao nhiêu dịch vụ, và nếu gỡ thì các chỉ tiêu ra sao."
        back={{ to: paths.campaign(campaign.id), label: campaign.name }}
        actions={
          <Anchor href={paths.barriersCsv(campaign.id, { agency: query.agency, kind: query.kind })}>
            Tải danh sách (CSV)
          </Anchor>
        }
      />
      <BarrierFilter agencies={page.agencies} query={query} />
      <WhatIfForm
        query={query}
        rows={page.rows}
        agencies={page.agencies}
        shown={page.blocked.map(({ id }) => id)}
      >
        <Stack gap="sm" component="section" aria-labelledby="ket-qua-neu">
          <Title order={2} id="ket-qua-neu">
            Chỉ tiêu trước và sau
          </Title>
          <Text role="status">
            {sayingOf(raisedCount, query.fall.length + query.raise.length)}
            {query.isCut
              ? ` Chỉ tính ${formatNumber(MOST_RAISED)} dịch vụ đầu; muốn nhiều hơn, hãy chọn cả rào cản.`
              : ""}
          </Text>
          <Outcome page={page} />
          <EffortTable page={page} />
        </Stack>
        <Stack gap="sm" component="section" aria-labelledby="bi-chan">
          <Title order={2} id="bi-chan">
            Dịch vụ công chưa toàn trình ({formatNumber(total)})
          </Title>
          <BlockedTable rows={page.blocked} raise={query.raise} hasAgencies={page.agencies.length > 1} />
          <Pagination page={query.page} pageSize={pageSize} total={total} noun="dịch vụ" />
        </Stack>
      </WhatIfForm>
    </Stack>
  )
}

const sayingOf = (raised: number, chosen: number): string => {
  if (chosen === 0) return "Chưa chọn rào cản hay dịch vụ nào: hai bên bằng nhau."
  if (raised === 0) return "Gỡ riêng những rào cản này chưa đủ: các dịch vụ ấy còn vướng rào cản khác."
  return `Giả định ${formatNumber(raised)} dịch vụ lên toàn trình. Không có gì được ghi lại.`
}
