import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { REMARK_STATE_LABELS, REMARK_STATES } from "#models/public-remark/public-remark.ts"
import { listRemarks, REMARKS_PER_PAGE } from "#workflows/screens/remark-list.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { listQuery, pageNumber, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Góp ý của người dân")

const Query = z.object({
  state: z.enum(REMARK_STATES).catch("RECEIVED").default("RECEIVED"),
  text: textUpTo(200),
  agency: textUpTo(100),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return { query, pageSize: REMARKS_PER_PAGE, ...(await listRemarks(context.runtime, actor, query)) }
}

export default function Remarks() {
  const { remarks, total, agencies, query, pageSize } = useLoaderData<typeof loader>()
  const isNarrowed = query.text !== "" || query.agency !== ""
  return (
    <>
      <PageHeader
        title="Góp ý của người dân"
        lead="Góp ý gửi từ trang công khai của thủ tục; người gửi đọc trả lời bằng số góp ý và mã bí mật."
      />
      <FilterBar
        filters={[
          {
            kind: "CHOICE",
            name: "state",
            label: "Tình trạng",
            value: query.state,
            usual: "RECEIVED",
            options: REMARK_STATES.map((state) => ({ value: state, label: REMARK_STATE_LABELS[state] })),
          },
          {
            kind: "TEXT",
            name: "text",
            label: "Tìm",
            value: query.text,
            placeholder: "Tên, mã thủ tục, số góp ý",
          },
          ...(agencies.length > 0
            ? [
                {
                  kind: "CHOICE",
                  name: "agency",
                  label: "Đơn vị trả lời",
                  value: query.agency,
                  all: "Mọi đơn vị",
                  options: agencies.map(({ id, name }) => ({ value: id, label: name })),
                } as const,
              ]
            : []),
        ]}
      />
      <DataTable
        caption={`Góp ý: ${REMARK_STATE_LABELS[query.state].toLowerCase()}`}
        rows={remarks}
        rowKey={(row) => row.id}
        empty={
          isNarrowed ? (
            <EmptyState title="Không có góp ý nào khớp bộ lọc">Bỏ bớt điều kiện lọc.</EmptyState>
          ) : (
            <EmptyState title="Không có góp ý nào ở đây">
              Góp ý mới về thủ tục của đơn vị hiện ở “Chờ trả lời” và được báo ở mục Thông báo.
            </EmptyState>
          )
        }
        columns={[
          {
            key: "procedure",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (row) => <Link to={paths.remark(row.id)}>{row.procedureName}</Link>,
          },
          { key: "id", header: "Số góp ý", phone: "none", width: "9rem", cell: (row) => row.id },
          {
            key: "at",
            header: "Nhận lúc",
            phone: "bare",
            width: "11rem",
            cell: (row) => <Instant at={row.at} />,
          },
          { key: "by", header: "Người trả lời", cell: (row) => row.repliedBy || "–" },
        ]}
      />
      {total > 0 ? <Pagination page={query.page} pageSize={pageSize} total={total} noun="góp ý" /> : null}
    </>
  )
}
