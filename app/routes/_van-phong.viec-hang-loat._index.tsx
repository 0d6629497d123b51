import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { BULK_JOB_STATE_LABELS } from "#models/bulk-job/bulk-job.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import { getOwnBulkJobs } from "#workflows/screens/bulk-job-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Việc hàng loạt")

export const loader = async ({ request, context }: LoaderFunctionArgs) => ({
  jobs: await getOwnBulkJobs(await requireActor(request, context)),
})

export default function BulkJobs() {
  const { jobs } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Việc hàng loạt của tôi"
        lead="Những lần bạn xử lý nhiều mục cùng lúc, mới nhất ở trên. Việc đang chạy vẫn chạy khi bạn rời trang."
        back={{ to: paths.appraisal(), label: "Danh sách đăng ký" }}
      />
      <DataTable
        caption="Việc hàng loạt"
        rows={jobs}
        rowKey={(job) => job.id}
        empty={
          <EmptyState title="Chưa có việc nào">
            Đánh dấu các mục trong danh sách đăng ký, hoặc chọn “Tất cả mục theo bộ lọc”, rồi bấm việc cần
            làm.
          </EmptyState>
        }
        columns={[
          {
            key: "what",
            header: "Việc",
            isRowHeader: true,
            cell: (job) => (
              <Link to={paths.bulkJob(job.id)}>{bulkRuleOf(job.action as BulkAction).label}</Link>
            ),
          },
          { key: "at", header: "Lập lúc", cell: (job) => <Instant at={job.startedAt} /> },
          { key: "state", header: "Tình trạng", cell: (job) => BULK_JOB_STATE_LABELS[job.state] },
          { key: "total", header: "Số mục", align: "end", cell: (job) => formatNumber(job.total) },
          { key: "done", header: "Xong", align: "end", cell: (job) => formatNumber(job.done) },
          { key: "refused", header: "Chưa làm được", align: "end", cell: (job) => formatNumber(job.refused) },
        ]}
      />
    </>
  )
}
