import { randomUUID } from "node:crypto"
import { Alert, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { proposeBulkJob } from "#workflows/bulk/propose-bulk-job.server.ts"
import { eventOf } from "#workflows/registration/registration-form.ts"
import { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"
import { whatWasDone } from "#workflows/screens/what-was-done.server.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { DoneNotice } from "../../components/registrations/done-notice.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm, parseQuery } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { AppraisalQueues } from "./appraisal-queues.tsx"
import { BulkForm, targetOf } from "./bulk-form.ts"
import { listAddress } from "./list-address.ts"
import { Queue, queueColumns } from "./queue.tsx"
import { QueueFilters } from "./queue-filters.tsx"

export const meta = () => pageTitle("Đăng ký và thẩm định")

const queryOf = (request: Request): RegistrationQuery => {
  const parsed = parseQuery(request, RegistrationQuery)
  return parsed.ok ? parsed.value : { page: 1 }
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = queryOf(request)
  const asked = new URL(request.url).searchParams
  const isListDone = asked.get("xong") === "het"
  const done = await whatWasDone(context.runtime, {
    registrationId: asked.get("vua") ?? "",
    event: eventOf(asked.get("viec")),
    actor,
  })
  // Each drawing of the form is one job to be.
  const jobId = randomUUID()
  return {
    query,
    jobId,
    isListDone,
    done,
    list: await read(() => getRegistrationList(context.runtime, { query, actor })),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = queryOf(request)
  const form = await parseForm(request, BulkForm)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { jobId, intent, reason } = form.value
  const outcome = await attempt(() =>
    proposeBulkJob(context.runtime, {
      jobId,
      action: intent,
      target: targetOf(form.value, query),
      reason,
      listAddress: paths.appraisal(listAddress(query)),
      actor,
    }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors, values: { reason } }, { status: outcome.status })
  return redirect(paths.bulkJob(jobId))
}

export default function RegistrationQueue() {
  const { query, jobId, list, isListDone, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title={list.isOwnOnly ? "Đăng ký của đơn vị" : "Đăng ký và thẩm định"}
        lead={list.campaign.name}
        back={{ to: paths.campaign(list.campaign.id), label: "Tiến độ đợt rà soát" }}
        actions={
          list.bulkActions.length > 0 ? (
            <>
              {list.bulkActions.includes("suggestion.accepted") ? (
                <Link to={paths.unitSheet()}>Điền bằng bảng tính</Link>
              ) : null}
              <Link to={paths.bulkJobs()}>Việc hàng loạt của tôi</Link>
            </>
          ) : undefined
        }
      />
      {list.queues ? <AppraisalQueues queues={list.queues} query={query} /> : null}
      <QueueFilters query={query} list={list} columns={queueColumns(list, query)} />
      {list.numbered > 0 && !query.cases ? (
        <Text mb="md">
          {formatNumber(list.numbered)} đăng ký chỉ phân biệt với dịch vụ khác của cùng thủ tục bằng số thứ tự
          (“Trường hợp 01”): bản ghi quốc gia không ghi tên.{" "}
          <Link to={paths.appraisal({ ...listAddress(query), state: "all", cases: "numbered" })}>
            Xem danh sách, đặt tên trường hợp
          </Link>
        </Text>
      ) : null}
      {query.cases ? (
        <Text mb="md">
          Mở từng đăng ký đang soạn, ghi «Tên trường hợp» ở phần đề xuất; hoặc điền cột «Tên trường hợp» khi{" "}
          <Link to={paths.unitSheet()}>điền bằng bảng tính</Link>. Tên đã đặt được dùng tiếp ở các đợt sau.
        </Text>
      ) : null}
      {answer ? null : <DoneNotice done={done} />}
      {isListDone && !answer ? (
        <Alert color="office" variant="outline" role="status" mb="md" title="Đã đi hết danh sách">
          Mục vừa xử lý là mục cuối của danh sách này theo thứ tự mã. Các mục còn lại (nếu có) ở bảng dưới.
        </Alert>
      ) : null}
      <Queue
        // Ticks belong to the rows that were shown: other rows, no ticks.
        key={list.rows.map(({ id, revision }) => `${id}~${revision}`).join()}
        list={list}
        query={query}
        jobId={jobId}
        errors={answer?.errors}
        reason={answer?.values?.reason}
      />
    </>
  )
}
