import { setTimeout } from "node:timers/promises"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { BULK_ROW_STATES } from "#models/bulk-job/bulk-job.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import { cancelBulkJob } from "#workflows/bulk/cancel-bulk-job.server.ts"
import { confirmBulkJob } from "#workflows/bulk/confirm-bulk-job.server.ts"
import { undoBulkJob } from "#workflows/bulk/undo-bulk-job.server.ts"
import { BULK_ROWS_PER_PAGE, getBulkJobPage } from "#workflows/screens/bulk-job-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { listQuery, pageNumber } from "../../http/list-query.ts"
import { localPath } from "../../http/local-path.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { redirectDone } from "../../http/redirect-done.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { JobPreview, UndoJob } from "./job-preview.tsx"
import { JobProgress } from "./job-progress.tsx"
import { JobRows } from "./job-rows.tsx"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Việc hàng loạt", data && bulkRuleOf(data.job.action as BulkAction).label)

const FIRST_LOOK_MS = 800

const Query = z.object({
  show: z.enum(BULK_ROW_STATES).optional().catch(undefined),
  page: pageNumber,
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { show, page } = listQuery(request, Query)
  const jobId = params.jobId ?? ""
  const found = await read(() =>
    getBulkJobPage(context.runtime, { jobId, actor, page, ...(show ? { show } : {}) }),
  )
  return {
    ...found,
    page,
    pageSize: BULK_ROWS_PER_PAGE,
    backTo: localPath(found.job.listAddress, paths.appraisal()),
  }
}

const Form = z.object({
  intent: z.enum(["confirm", "cancel", "undo"]).default("cancel"),
  takes: z.array(z.string()).default([]),
  typed: z.string().max(20).default(""),
})

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const jobId = params.jobId ?? ""
  const form = await parseForm(request, Form)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const { intent, takes, typed } = form.value
  if (intent === "cancel") {
    await read(() => cancelBulkJob(context.runtime, { jobId, actor }))
    return redirect(paths.bulkJob(jobId))
  }
  const outcome = await attempt(async () => {
    if (intent === "undo") return undoBulkJob(context.runtime, { jobId, actor })
    await confirmBulkJob(context.runtime, { jobId, takes, typed, actor })
    return jobId
  })
  if (!outcome.ok)
    return data({ errors: { ...outcome.errors, "": [outcome.message] } }, { status: outcome.status })
  // A few rows are done before the next page is drawn; many go on by themselves.
  await Promise.race([context.runtime.bulkWork.runNow().catch(() => {}), setTimeout(FIRST_LOOK_MS)])
  return redirectDone(actor, paths.bulkJob(outcome.value), { kind: "bulkJob", id: outcome.value })
}

export default function BulkJobPage() {
  const { job, rows, isOwn, preview, undoUntil, show, page, pageSize, backTo } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const failed = answer?.errors[""]?.join(" ")
  return (
    <>
      <PageHeader
        title={bulkRuleOf(job.action as BulkAction).label}
        lead={`${isOwn ? "Bạn" : job.startedBy.name} lập lúc ${formatInstant(new Date(job.startedAt))}.${job.reason ? ` Lý do: ${job.reason}` : ""}`}
        back={{ to: backTo, label: "Danh sách đăng ký" }}
      />
      {failed ? (
        <div role="alert">
          <Notice tone="bad" title="Chưa thực hiện được.">
            {failed}
          </Notice>
        </div>
      ) : null}
      {preview ? (
        <JobPreview job={job} preview={preview} errors={answer?.errors} />
      ) : (
        <JobProgress job={job} />
      )}
      {isOwn && undoUntil ? <UndoJob until={formatInstant(new Date(undoUntil))} /> : null}
      <JobRows job={job} rows={rows} show={show} page={page} pageSize={pageSize} />
    </>
  )
}
