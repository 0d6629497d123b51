import { Alert } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { moveInBulk } from "#workflows/registration/move-in-bulk.server.ts"
import { getRegistrationList } from "#workflows/registration/registration-list.server.ts"
import { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm, parseQuery } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { BulkForm, targetOf } from "./bulk-form.ts"
import { BulkResult } from "./bulk-result.tsx"
import { Queue } from "./queue.tsx"
import { QueueFilters } from "./queue-filters.tsx"

export const meta = () => pageTitle("Đăng ký và thẩm định")

const queryOf = (request: Request): RegistrationQuery => {
  const parsed = parseQuery(request, RegistrationQuery)
  return parsed.ok ? parsed.value : { page: 1 }
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = queryOf(request)
  const isListDone = new URL(request.url).searchParams.get("xong") === "het"
  return { query, isListDone, list: await read(() => getRegistrationList(context.runtime, { query, actor })) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = queryOf(request)
  const form = await parseForm(request, BulkForm)
  if (!form.ok) return data({ outcome: null, errors: form.errors, values: form.values }, { status: 400 })
  const { intent, reason } = form.value
  const outcome = await attempt(() =>
    moveInBulk(context.runtime, {
      action: intent,
      target: targetOf(form.value, query),
      reason,
      actor,
    }),
  )
  return outcome.ok
    ? data({ outcome: outcome.value, errors: undefined, values: undefined })
    : data({ outcome: null, errors: outcome.errors, values: { reason } }, { status: outcome.status })
}

export default function RegistrationQueue() {
  const { query, list, isListDone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title={list.isOwnOnly ? "Đăng ký của đơn vị" : "Đăng ký và thẩm định"}
        lead={list.campaign.name}
        back={{ to: paths.campaign(list.campaign.id), label: "Tiến độ đợt rà soát" }}
      />
      <QueueFilters query={query} list={list} />
      {isListDone && !answer ? (
        <Alert color="office" variant="outline" role="status" mb="md" title="Đã đi hết danh sách">
          Mục vừa xử lý là mục cuối của danh sách này theo thứ tự mã. Các mục còn lại (nếu có) ở bảng dưới.
        </Alert>
      ) : null}
      {answer?.outcome ? <BulkResult outcome={answer.outcome} query={query} /> : null}
      <Queue
        // Ticks belong to the rows that were shown: other rows, no ticks.
        key={list.rows.map(({ id, revision }) => `${id}~${revision}`).join()}
        list={list}
        query={query}
        errors={answer?.errors}
        reason={answer?.values?.reason}
      />
    </>
  )
}
