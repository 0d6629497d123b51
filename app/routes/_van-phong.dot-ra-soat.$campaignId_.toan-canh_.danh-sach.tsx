import { Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { CockpitList } from "#workflows/cockpit/cockpit-list.ts"
import { getCockpitList } from "#workflows/screens/cockpit-list.server.ts"
import { listInWords } from "#workflows/screens/cockpit-list-words.ts"
import { type Column, DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { pageNumber } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Danh sách sau con số")

/** What is asked after where the address asks for nothing that can be read: all that are reviewed. */
const ALL: CockpitList = { list: "levels" }

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const parsed = CockpitList.safeParse(search)
  const list = parsed.success ? parsed.data : ALL
  const campaignId = params.campaignId ?? ""
  const found = await read(() =>
    getCockpitList(context.runtime, { campaignId, list, page: pageNumber.parse(search.page), actor }),
  )
  return { ...found, list }
}

export default function CountedThings() {
  const { campaign, agencyName, items, list, total, page, pageSize } = useLoaderData<typeof loader>()
  const title = listInWords(list)
  const noun = list.list === "acts" ? "việc" : "dịch vụ công"
  return (
    <Stack gap="md">
      <PageHeader
        title={title}
        lead={`${formatNumber(total)} ${noun}, ${agencyName ?? "toàn tỉnh"}`}
        back={{
          to: paths.overview(campaign.id, { agency: "agency" in list ? list.agency : undefined }),
          label: "Toàn cảnh đợt rà soát",
        }}
      />
      <DataTable
        caption={`${title}: ${formatNumber(total)} ${noun}`}
        rows={items}
        rowKey={({ key }) => key}
        empty={<EmptyState title="Không có gì">Con số này là 0, hoặc đã đổi từ lúc bạn mở trang.</EmptyState>}
        columns={[
          { key: "code", header: "Mã dịch vụ", cell: ({ serviceCode }) => serviceCode, width: "7.5rem" },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: ({ registrationId, name }) =>
              registrationId ? <Link to={paths.registration(registrationId)}>{name}</Link> : name,
          },
          { key: "unit", header: "Đơn vị", cell: ({ unitName }) => unitName },
          { key: "what", header: WHAT[list.list], cell: ({ what }) => what },
          ...(list.list === "acts" ? [DAY] : []),
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun={noun} />
    </Stack>
  )
}

type Item = ReturnType<typeof useLoaderData<typeof loader>>["items"][number]
const DAY: Column<Item> = { key: "day", header: "Ngày", cell: ({ day }) => <Day day={day} />, width: "7rem" }
const WHAT: Record<CockpitList["list"], string> = {
  work: "Trạng thái hôm ấy",
  acts: "Việc",
  levels: "Mức độ đề xuất",
  changes: "Mức trước → mức này",
}
