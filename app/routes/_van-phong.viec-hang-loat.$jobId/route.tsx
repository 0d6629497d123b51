import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { BULK_ROW_STATES } from "#models/bulk-job/bulk-job.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import { cancelBulkJob } from "#workflows/bulk/cancel-bulk-job.server.ts"
import { BULK_ROWS_PER_PAGE, getBulkJobPage } from "#workflows/screens/bulk-job-page.server.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { read } from "../../http/attempt.ts"
import { listQuery, pageNumber } from "../../http/list-query.ts"
import { readForm } from "../../http/parse-form.ts"
import { localPath, paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { JobProgress } from "./job-progress.tsx"
import { JobRows } from "./job-rows.tsx"

export const meta = () => pageTitle("Việc hàng loạt")

const Query = z.object({
  show: z.enum(BULK_ROW_STATES).catch("REFUSED").default("REFUSED"),
  page: pageNumber,
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  const jobId = params.jobId ?? ""
  const found = await read(() => getBulkJobPage(context.runtime, { jobId, actor, ...query }))
  return {
    ...found,
    ...query,
    pageSize: BULK_ROWS_PER_PAGE,
    backTo: localPath(found.job.listAddress, paths.appraisal()),
  }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const jobId = params.jobId ?? ""
  // Its one button says nothing, but says it as a form.
  await readForm(request)
  await read(() => cancelBulkJob(context.runtime, { jobId, actor }))
  return redirect(paths.bulkJob(jobId))
}

export default function BulkJobPage() {
  const { job, rows, isOwn, show, page, pageSize, backTo } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={bulkRuleOf(job.action as BulkAction).label}
        lead={`${isOwn ? "Bạn" : job.startedBy.name} lập lúc ${formatInstant(new Date(job.startedAt))}.${job.reason ? ` Lý do: ${job.reason}` : ""}`}
        back={{ to: backTo, label: "Danh sách đăng ký" }}
      />
      <JobProgress job={job} />
      <JobRows job={job} rows={rows} show={show} page={page} pageSize={pageSize} />
    </>
  )
}
