import { List, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { stepReferenceChange } from "#workflows/administration/step-change.server.ts"
import { getReferenceChangePage } from "#workflows/screens/reference-change-page.server.ts"
import { FileColumns } from "../../components/administration/file-columns.tsx"
import { tableHome } from "../../components/administration/table-home.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { Notice } from "../../components/catalogue/facts.tsx"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { FormulaTrials } from "../../components/measures/formula-trials.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Day, Instant } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { ChangeEffects } from "./change-effects.tsx"
import { ChangeSteps } from "./change-steps.tsx"
import { ChangedRows } from "./changed-rows.tsx"
import { ChangeStepForm } from "./step-form.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Thay đổi dữ liệu nền", data?.table.label)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const changeId = params.changeId ?? ""
  return await read(() => getReferenceChangePage(context.runtime, { changeId, actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const changeId = params.changeId ?? ""
  const nothing = { secrets: [], conflict: null, message: "" }
  const form = await parseForm(request, ChangeStepForm)
  if (!form.ok) return data({ ...nothing, errors: form.errors, values: form.values }, { status: form.status })
  const { intent: type, revision, reason, moved } = form.value
  const outcome = await attempt(() =>
    stepReferenceChange(context.runtime, { changeId, revision, type, reason, moved, actor }),
  )
  if (!outcome.ok) {
    const { errors, status, conflict, message } = outcome
    return data({ secrets: [], errors, values: { ...form.value }, conflict, message }, { status })
  }
  // What is told once is told in this answer and nowhere else.
  return outcome.value.length > 0
    ? data({ ...nothing, secrets: outcome.value, errors: {}, values: {} })
    : redirect(paths.referenceChange(changeId))
}

export default function ReferenceChangeScreen() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const areKeys = answer?.secrets.some(({ isKey }) => isKey) ?? false
  return (
    <Stack gap="xl">
      <PageHeader
        title={`Thay đổi: ${page.table.label}`}
        lead={
          <>
            <StatusBadge label={page.stateLabel} tone={page.state === "inForce" ? "good" : "busy"} /> Có hiệu
            lực từ <Day day={page.effectiveFrom} />. {page.reason}
            {page.fileName ? ` Nhập từ tệp ${page.fileName}.` : ""}
          </>
        }
        back={tableHome(page.table)}
        actions={page.mayEdit ? <Link to={paths.editDraft(page.id)}>Sửa dự thảo</Link> : null}
      />
      {answer && answer.secrets.length > 0 ? (
        <div role="alert">
          <Notice
            tone="good"
            title={`${areKeys ? "Khóa ký" : "Mật khẩu dùng một lần"}, chỉ hiện ở đây một lần`}
          >
            <List>
              {answer.secrets.map(({ userId, fullName, password }) => (
                <List.Item key={userId}>
                  {fullName} ({userId}): <code style={{ overflowWrap: "anywhere" }}>{password}</code>
                </List.Item>
              ))}
            </List>
            <Text>
              {areKeys
                ? "Trao cho người quản trị hệ thống nhận qua đường an toàn; mất thì cấp khóa mới."
                : "Trao tận tay từng người. Lần đăng nhập đầu tiên phải đổi mật khẩu; sau bảy ngày mật khẩu này hết dùng."}
            </Text>
          </Notice>
        </div>
      ) : null}
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message}
          reloadTo={paths.referenceChange(page.id)}
        />
      ) : null}
      <ul>
        {page.said.map(({ what, by, at, reason }) => (
          <li key={what}>
            {what}: {by}, <Instant at={at} />
            {reason ? `. ${reason}` : ""}
          </li>
        ))}
      </ul>
      <FileColumns {...page.fileColumns} />
      {page.effects ? <ChangeEffects {...page.effects} effectiveFrom={page.effectiveFrom} /> : null}
      {page.tried ? <FormulaTrials tried={page.tried} /> : null}
      <ChangedRows rows={page.rows} total={page.rowCount} />
      <ChangeSteps page={page} answer={answer} />
    </Stack>
  )
}
