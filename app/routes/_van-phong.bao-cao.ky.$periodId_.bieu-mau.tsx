import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { setForm } from "#workflows/reporting-period/request-report.server.ts"
import { getReportForm } from "#workflows/screens/report-list.server.ts"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { QuestionFields } from "../components/reports/question-fields.tsx"
import { QuestionRows, questionsOfRows, rowsOfQuestions } from "../components/reports/question-rows.ts"
import { pageTitle } from "../components/words.ts"
import { HiddenField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read, type ShownRefusal, shownRefusal } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Biểu mẫu báo cáo")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getReportForm(context.runtime, { id: params.periodId ?? "", actor }))
}

const Sent = z.object({ revision: z.coerce.number().int().min(0), questions: QuestionRows })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const periodId = params.periodId ?? ""
  const form = await parseForm(request, Sent)
  if (!form.ok) return refused({ errors: form.errors, values: form.values }, form.status)
  const outcome = await attempt(() =>
    setForm(context.runtime, {
      periodId,
      revision: form.value.revision,
      questions: questionsOfRows(form.value.questions),
      actor,
    }),
  )
  return outcome.ok
    ? redirect(paths.reportingPeriod(periodId))
    : refused(shownRefusal(outcome, form.value), outcome.status)
}

const refused = (answer: ShownRefusal, status: number) => data(answer, { status })

export default function ReportForm() {
  const { id, name, revision, questions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.reportingPeriod(id), label: name }}
        title="Biểu mẫu báo cáo"
        lead="Sửa được đến khi đơn vị đầu tiên gửi báo cáo. Các quý sau mở với biểu mẫu này."
      />
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message ?? ""}
          reloadTo={paths.reportForm(id)}
        />
      ) : null}
      <ZodForm
        schema={Sent}
        label="Biểu mẫu báo cáo"
        errors={answer?.errors}
        defaultValues={
          answer?.values ?? {
            revision,
            questions: rowsOfQuestions(questions),
          }
        }
      >
        <HiddenField name="revision" />
        <QuestionFields count={questions.length} />
        <SubmitButton>Lưu biểu mẫu</SubmitButton>
      </ZodForm>
    </>
  )
}
