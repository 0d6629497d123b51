import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { z } from "zod"
import { writePlan } from "#workflows/plan/draft-plan.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Soạn kế hoạch")

const Written = z.object({
  title: z
    .string({ error: "Ghi trích yếu." })
    .trim()
    .min(10, "Ghi trích yếu của kế hoạch (ít nhất 10 ký tự).")
    .max(1000, "Trích yếu dài quá 1.000 ký tự."),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "plan.draft")
  return null
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "plan.draft")
  const form = await parseForm(request, Written)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => writePlan(context.runtime, { ...form.value, actor }))
  return outcome.ok
    ? redirect(paths.planDraft(outcome.value))
    : data({ errors: { "": [outcome.message] }, values: form.value }, { status: outcome.status })
}

export default function WritePlan() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title="Soạn kế hoạch"
        lead="Bắt đầu bằng trích yếu; phần và nhiệm vụ thêm ở bước sau. Điều chưa ổn được chỉ ra như khi nhập từ tệp."
      />
      <ZodForm schema={Written} label="Soạn kế hoạch" errors={answer?.errors} defaultValues={answer?.values}>
        <TextAreaField name="title" label="Trích yếu" required autosize minRows={2} maw={720} />
        <SubmitButton>Bắt đầu soạn</SubmitButton>
      </ZodForm>
    </>
  )
}
