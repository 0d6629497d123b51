import { Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DELEGATION_EVENT_LABELS } from "#models/delegation/events.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { stepDelegation } from "#workflows/delegation/step-delegation.server.ts"
import { getDelegationPage } from "#workflows/screens/absence-page.server.ts"
import { Facts } from "../components/catalogue/facts.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { DelegationBadge } from "../components/delegation/absence-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { HiddenField, TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

const Step = z
  .object({
    type: z.enum(["delegation.agreed", "delegation.declined", "delegation.ended"]),
    revision: z.coerce.number().int().min(0),
    reason: z.string().trim().max(2000, "Lý do quá dài.").default(""),
  })
  .refine(({ type, reason }) => type === "delegation.agreed" || reason.length >= 5, {
    path: ["reason"],
    message: "Ghi rõ lý do (ít nhất 5 ký tự).",
  })

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Làm thay", data && `${data.row.deputyName} thay ${data.row.principalName}`)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getDelegationPage(context.runtime, { actor, id: params.delegationId ?? "" }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.delegationId ?? ""
  const form = await parseForm(request, Step)
  if (!form.ok)
    return data(
      { errors: form.errors, values: form.values, conflict: null, message: "" },
      { status: form.status },
    )
  const outcome = await attempt(() => stepDelegation(context.runtime, { ...form.value, id, actor }))
  return outcome.ok
    ? redirectDone(actor, paths.delegation(id))
    : data(
        {
          errors: outcome.conflict ? {} : outcome.errors,
          values: { ...form.value },
          conflict: outcome.conflict,
          message: outcome.message,
        },
        { status: outcome.status },
      )
}

const WAYS = [
  { may: "decline", type: "delegation.declined" },
  { may: "end", type: "delegation.ended" },
] as const

export default function OneDelegation() {
  const { row, revision, position, madeBy, agreedBy, closed, may } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const sent: Record<string, unknown> = answer?.values ?? {}
  const errorsOf = (type: string) => (sent["type"] === type ? answer?.errors : undefined)
  return (
    <>
      <PageHeader
        back={{ to: paths.absences(), label: "Vắng mặt, làm thay" }}
        title={`${row.deputyName} thay ${row.principalName}`}
        lead={`Từ ${formatDay(row.from)} đến hết ${formatDay(row.to)}.`}
      />
      <Stack gap="lg" maw={760}>
        {answer?.conflict ? (
          <ConflictNotice
            conflict={answer.conflict}
            message={answer.message}
            reloadTo={paths.delegation(row.id)}
          />
        ) : null}
        <div>
          <DelegationBadge standing={row.standing} />
        </div>
        <Facts
          items={[
            ["Việc", `${row.work}. ${row.areas}.`],
            ["Căn cứ", row.ground],
            ["Lý do vắng mặt", row.reason],
            ["Chức vụ ghi khi ký văn bản", position],
            ["Người lập", madeBy && `${madeBy.name}, ${formatInstant(madeBy.at)}`],
            ["Người đồng ý", agreedBy && `${agreedBy.name}, ${formatInstant(agreedBy.at)}`],
            ["Kết thúc", closed && `${closed.name}, ${formatInstant(closed.at)}: ${closed.reason}`],
          ]}
        />
        <Text c="dimmed" size="sm">
          Mỗi việc làm thay ghi trong nhật ký và lịch sử: “{row.deputyName}, thay {row.principalName} theo{" "}
          {row.ground}”. Ai đã đề xuất, hoặc được thay mà đã đề xuất, thì không thẩm định, phê duyệt chính
          đăng ký đó.
        </Text>
        {may.agree ? (
          <ZodForm
            schema={Step}
            label="Đồng ý việc làm thay"
            errors={errorsOf("delegation.agreed")}
            defaultValues={{ type: "delegation.agreed", revision, reason: "" }}
          >
            <HiddenField name="type" />
            <HiddenField name="revision" />
            <SubmitButton>{DELEGATION_EVENT_LABELS["delegation.agreed"]}</SubmitButton>
          </ZodForm>
        ) : null}
        {WAYS.filter((way) => may[way.may]).map(({ type }) => (
          <details key={type} open={sent["type"] === type}>
            <summary>{DELEGATION_EVENT_LABELS[type]}</summary>
            <Stack mt="sm" maw={560}>
              <ZodForm
                schema={Step}
                label={DELEGATION_EVENT_LABELS[type]}
                errors={errorsOf(type)}
                defaultValues={{ reason: "", ...(sent["type"] === type ? sent : {}), type, revision }}
              >
                <HiddenField name="type" />
                <HiddenField name="revision" />
                <TextAreaField name="reason" label="Lý do" required autosize minRows={2} />
                <SubmitButton>{DELEGATION_EVENT_LABELS[type]}</SubmitButton>
              </ZodForm>
            </Stack>
          </details>
        ))}
      </Stack>
    </>
  )
}
