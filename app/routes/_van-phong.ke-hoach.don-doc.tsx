import { Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { previewReminders, remindUnits } from "#workflows/plan-task/remind-units.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { CheckboxField, HiddenField, TextAreaField } from "../forms/fields.tsx"
import { TickedBoxes } from "../forms/ticked.ts"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { listQuery } from "../http/list-query.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Đôn đốc nhiệm vụ quá hạn")

const Query = z.object({ xong: z.coerce.number().int().min(1).optional().catch(undefined) })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "planTask.accept")
  return {
    told: listQuery(request, Query).xong ?? null,
    ...(await read(() => previewReminders(context.runtime, actor))),
  }
}

const Sent = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/u, "Trang đã cũ. Hãy tải lại trang."),
  note: z.string().trim().max(1000, "Tối đa 1.000 ký tự.").default(""),
  /** By unit: `on` where it is to be reminded. */
  unit: TickedBoxes,
})

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "planTask.accept")
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { unit, digest, note } = form.value
  const agencyIds = Object.keys(unit).filter((id) => unit[id] === "on")
  const outcome = await attempt(() => remindUnits(context.runtime, { agencyIds, digest, note, actor }))
  return outcome.ok
    ? redirect(paths.planReminders({ xong: outcome.value }))
    : data({ errors: outcome.errors, values: form.value }, { status: outcome.status })
}

export default function Reminders() {
  const { told, units, digest } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const values = answer?.values as Record<string, unknown> | undefined
  return (
    <>
      <PageHeader
        back={{ to: paths.planBoard({ state: "LATE" }), label: "Nhiệm vụ của các cơ quan" }}
        title="Đôn đốc nhiệm vụ quá hạn"
        lead={`${formatNumber(units.length)} đơn vị có nhiệm vụ quá hạn. Mỗi người của đơn vị được chọn nhận một tin nêu rõ nhiệm vụ, mỗi ngày một lần.`}
      />
      {told ? (
        <Notice tone="good" title={`Đã nhắc ${formatNumber(told)} người; việc nhắc đã ghi vào nhật ký.`} />
      ) : null}
      {units.length === 0 ? (
        <EmptyState title="Không có nhiệm vụ nào quá hạn">
          Khi có đơn vị quá hạn, đơn vị sẽ hiện ở đây.
        </EmptyState>
      ) : (
        <ZodForm
          schema={Sent}
          label="Đôn đốc nhiệm vụ quá hạn"
          errors={answer?.errors}
          defaultValues={{ ...values, digest }}
        >
          <HiddenField name="digest" />
          <Stack gap="sm">
            {units.map(({ agencyId, name, tasks, people }) => (
              <div key={agencyId}>
                <CheckboxField
                  name={`unit.${agencyId}`}
                  label={`${name}: ${formatNumber(tasks.length)} nhiệm vụ quá hạn`}
                  description={
                    people.length > 0
                      ? `Nhắc: ${people.join(", ")}`
                      : "Chưa có tài khoản nào; đôn đốc bằng văn bản."
                  }
                  disabled={people.length === 0}
                />
                <details>
                  <summary>Nhiệm vụ</summary>
                  {tasks.map((task) => (
                    <Text key={task.id} size="sm">
                      {task.name}, hạn {formatDay(task.due)}
                    </Text>
                  ))}
                </details>
              </div>
            ))}
          </Stack>
          <TextAreaField name="note" label="Lời nhắc thêm" maw={560} />
          <SubmitButton>Nhắc các đơn vị đã chọn</SubmitButton>
        </ZodForm>
      )}
    </>
  )
}
