import { Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { z } from "zod"
import { CLOCK_LABELS, RECORDED_CLOCKS } from "#models/deadline/clock-kinds.ts"
import { typedDay } from "#models/shared/typed-day.ts"
import { recordDeadline } from "#workflows/clocks/record-deadline.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { DateField, RadioField, TextField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor, requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Ghi thời hạn")

const Recorded = z.object({
  kind: z.enum(RECORDED_CLOCKS, "Hãy chọn việc."),
  name: z.string().trim().min(5, "Ghi rõ việc gì (ít nhất 5 ký tự).").max(300, "Nội dung quá dài."),
  day: typedDay("Hãy ghi ngày."),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "deadline.record")
  return null
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Recorded)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => recordDeadline(context.runtime, { ...form.value, actor }))
  return outcome.ok
    ? redirect(paths.deadline(outcome.value.id))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function NewDeadline() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.deadlines(), label: "Thời hạn" }}
        title="Ghi thời hạn"
        lead="Hạn được tính lùi từ ngày bạn ghi, theo bộ quy định có hiệu lực ngày đó, theo lịch làm việc."
      />
      <Stack maw={560}>
        <ZodForm schema={Recorded} errors={answer?.errors} defaultValues={answer?.values}>
          <RadioField
            name="kind"
            label="Việc"
            required
            options={RECORDED_CLOCKS.map((kind) => ({ value: kind, label: CLOCK_LABELS[kind] }))}
          />
          <TextField name="name" label="Nội dung" description="Văn bản hoặc dịch vụ nào." required />
          <DateField name="day" label="Ngày có hiệu lực, hoặc ngày bắt đầu tạm ngừng" required />
          <SubmitButton>Ghi thời hạn</SubmitButton>
        </ZodForm>
      </Stack>
    </>
  )
}
