import { Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { sendSuccessions } from "#workflows/reorganisation/change-plan.server.ts"
import { getReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { Notice } from "../../components/catalogue/facts.tsx"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { BASICS_FORM } from "../../components/reorganisation/basics-form.tsx"
import { Day } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, type Conflict, read } from "../../http/attempt.ts"
import { readForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { isUpload, readUpload } from "../../http/read-upload.server.ts"
import { requireActor, requirePermission } from "../../http/require-actor.server.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import { Decide } from "./decide.tsx"
import { Effect } from "./effect.tsx"
import { PlanSection } from "./plan-section.tsx"
import { Questions } from "./questions.tsx"
import { SentTable } from "./sent-table.tsx"
import { takeSent } from "./take-edit.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Sắp xếp đơn vị", data?.basics.title)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params["reorganisationId"] ?? ""
  return read(() => getReorganisationPage(context.runtime, { id, actor }))
}

const refused = (
  error: string,
  status: number,
  values: Record<string, unknown> = {},
  conflict: Conflict | null = null,
) => data({ error, values, conflict }, { status })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const id = params["reorganisationId"] ?? ""
  if (!isUpload(request)) {
    const actor = await requireActor(request, context)
    const taken = await takeSent(context.runtime, await readForm(request), { id, actor })
    // What has come to its day is carried out at once, not seconds later.
    if (taken.ok) void context.runtime.duty.runNow().catch(() => {})
    return taken.ok
      ? redirect(paths.reorganisation(id))
      : refused(taken.message, taken.status, taken.values, taken.conflict)
  }
  const actor = await requirePermission(request, context, "reorganisation.draft")
  const upload = await readUpload(request, UPLOADS.successions)
  if (!upload.ok) return refused(upload.message, upload.status)
  const { file, fields } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn bảng kế thừa rồi gửi lại.", 400)
  const revision = Number(fields["revision"])
  const outcome = await attempt(() =>
    sendSuccessions(context.runtime, { id, revision, actor, fileName: file.name, bytes: file.bytes }),
  )
  return outcome.ok
    ? redirect(paths.reorganisation(id))
    : refused(outcome.message, outcome.status, {}, outcome.conflict)
}

export default function ReorganisationScreen() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const values = answer?.values ?? {}
  return (
    <Stack gap="xl">
      <PageHeader
        title={page.basics.title}
        lead={
          <>
            <StatusBadge label={page.stateLabel} tone={page.state === "inForce" ? "good" : "busy"} />{" "}
            {page.kind}, thực hiện từ <Day day={page.basics.day} />, theo {page.basics.normNumber} ngày{" "}
            <Day day={page.basics.normDay} />, {page.basics.normClause}
          </>
        }
        back={{ to: paths.reorganisations(), label: "Sắp xếp đơn vị" }}
      />
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.error}
          {...(values["intent"] === "basics"
            ? {
                form: {
                  id: BASICS_FORM,
                  button: { label: "Lưu bản đã chọn", name: "intent", value: "basics" },
                },
              }
            : {})}
          reloadTo={paths.reorganisation(page.id)}
        />
      ) : answer?.error ? (
        <div role="alert">
          <Notice tone="bad" title="Chưa thực hiện được.">
            {answer.error}
          </Notice>
        </div>
      ) : null}
      {page.isBlocked ? (
        <Notice tone="bad" title="Đã đến ngày mà chưa chuyển được.">
          Từ khi xác nhận đã phát sinh câu hỏi hoặc chỗ sai mới. Hủy xác nhận, trả lời rồi trình lại.
        </Notice>
      ) : null}
      {page.state === "takingForce" || page.state === "undoing" ? (
        <Text role="status">Hệ thống đang chuyển từng phần. Tải lại trang để xem kết quả.</Text>
      ) : null}
      <Decide page={page} values={values} />
      {page.table ? <SentTable page={page} table={page.table} /> : null}
      <Questions page={page} />
      <Effect page={page} />
      <PlanSection page={page} values={values} />
    </Stack>
  )
}
