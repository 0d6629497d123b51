import { Anchor, Group, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  getReturnOverview,
  RETURN_LIST_LABELS,
  RETURN_LISTS,
  ReturnListQuery,
} from "#workflows/screens/unit-returns-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { ReturnStandingBadge } from "../components/returns/return-standing.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Phiếu đăng ký của các đơn vị")

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const list = listQuery(request, ReturnListQuery).loc ?? null
  const campaignId = params.campaignId ?? ""
  const overview = await read(() => getReturnOverview(context.runtime, { campaignId, list, actor }))
  return {
    ...overview,
    choices: [
      { list: null, label: "Mọi đơn vị", count: overview.total },
      ...RETURN_LISTS.map((one) => ({
        list: one,
        label: RETURN_LIST_LABELS[one],
        count: overview.lists[one],
      })),
    ],
  }
}

export default function ReturnOverview() {
  const { campaign, rows, list, choices, dueOn, total, lists } = useLoaderData<typeof loader>()
  const label = choices.find((one) => one.list === list)?.label ?? ""
  return (
    <Stack gap="lg">
      <PageHeader
        title="Phiếu đăng ký của các đơn vị"
        back={{ to: paths.campaign(campaign.id), label: campaign.name }}
        lead={`${formatNumber(lists.COMPLETE)}/${formatNumber(total)} đơn vị đã gửi đủ, ${formatNumber(lists.LATE)} đơn vị trễ. Hạn đăng ký ${formatDay(dueOn)}.`}
        actions={<Anchor href={paths.unitReturnsCsv(campaign.id, { loc: list })}>Tải danh sách (CSV)</Anchor>}
      />
      <Group component="nav" aria-label="Đơn vị theo tình trạng gửi phiếu" gap="lg">
        {choices.map((one) => (
          <Link
            key={one.label}
            to={paths.unitReturns(campaign.id, { loc: one.list })}
            aria-current={one.list === list ? "page" : undefined}
          >
            <Text span fw={one.list === list ? 600 : 400}>
              {one.label} ({formatNumber(one.count)})
            </Text>
          </Link>
        ))}
      </Group>
      <DataTable
        caption={`${label}: ${formatNumber(rows.length)} đơn vị, đơn vị còn nhiều dịch vụ nhất trước`}
        showCaption
        rows={rows}
        rowKey={({ agencyId }) => agencyId}
        empty={
          <EmptyState
            title={total === 0 ? "Đợt này chưa có đơn vị nào phải gửi phiếu" : `${label}: 0 đơn vị`}
          >
            {total === 0
              ? "Danh sách đơn vị hiện ở đây khi đợt có dịch vụ phải đăng ký."
              : "Không có đơn vị nào ở tình trạng này. Chọn «Mọi đơn vị» để xem tất cả."}
          </EmptyState>
        }
        columns={[
          {
            key: "agency",
            header: "Đơn vị",
            isRowHeader: true,
            cell: ({ agencyId, agencyName }) => (
              <Link to={paths.unitReturn(campaign.id, agencyId)}>{agencyName}</Link>
            ),
          },
          {
            key: "state",
            header: "Tình trạng",
            phone: "bare",
            cell: ({ standing }) => <ReturnStandingBadge standing={standing} />,
            width: "11rem",
          },
          {
            key: "sent",
            header: "Đã gửi / phải đăng ký",
            align: "end",
            cell: ({ counts }) => `${formatNumber(counts.SENT)}/${formatNumber(counts.total)}`,
            width: "9rem",
          },
          {
            key: "head",
            header: "Chờ lãnh đạo",
            phone: "none",
            align: "end",
            cell: ({ counts }) => formatNumber(counts.HEAD),
            width: "7rem",
          },
          {
            key: "unit",
            header: "Đang soạn, sửa",
            phone: "none",
            align: "end",
            cell: ({ counts }) => formatNumber(counts.UNIT),
            width: "7rem",
          },
          {
            key: "last",
            header: "Lần gửi gần nhất",
            phone: "none",
            cell: ({ agencyId, last }) =>
              last ? (
                <Link to={paths.returnPart(campaign.id, agencyId, last.sequence)}>
                  Số {last.number}, <Instant at={last.at} />
                </Link>
              ) : (
                "–"
              ),
            width: "11rem",
          },
        ]}
      />
    </Stack>
  )
}
