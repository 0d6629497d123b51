import { SimpleGrid, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { typedDay } from "#models/shared/typed-day.ts"
import { requestReport } from "#workflows/reporting-period/request-report.server.ts"
import { getRequestForm } from "#workflows/screens/report-list.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { QuestionFields } from "../components/reports/question-fields.tsx"
import { QuestionRows, questionsOfRows } from "../components/reports/question-rows.ts"
import { pageTitle } from "../components/words.ts"
import { CheckboxField, DateField, TextAreaField, TextField } from "../forms/fields.tsx"
import { Ticked, TickedBoxes } from "../forms/ticked.ts"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Yêu cầu báo cáo đột xuất")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getRequestForm(context.runtime, actor))
}

const Asked = z.object({
  name: z.string().trim().min(5, "Ghi tên báo cáo (ít nhất 5 ký tự).").max(200, "Tối đa 200 ký tự."),
  request: z.string().trim().max(4000, "Tối đa 4.000 ký tự.").default(""),
  due: typedDay("Ghi hạn báo cáo."),
  withFigures: Ticked,
  /** By unit: `on` where it is asked. */
  unit: TickedBoxes,
  questions: QuestionRows,
})

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Asked)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { unit, questions, withFigures, ...facts } = form.value
  const outcome = await attempt(() =>
    requestReport(context.runtime, {
      ...facts,
      withFigures: withFigures === "on",
      agencyIds: Object.keys(unit).filter((id) => unit[id] === "on"),
      questions: questionsOfRows(questions),
      actor,
    }),
  )
  return outcome.ok
    ? redirect(paths.reportingPeriod(outcome.value))
    : data({ errors: outcome.errors, values: form.value }, { status: outcome.status })
}

export default function RequestReport() {
  const { units } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.reports(), label: "Báo cáo" }}
        title="Yêu cầu báo cáo đột xuất"
        lead="Chọn đơn vị, câu hỏi và hạn. Đơn vị được báo ngay; báo cáo tổng hợp lập từ báo cáo được chấp nhận."
      />
      <ZodForm
        schema={Asked}
        label="Yêu cầu báo cáo đột xuất"
        errors={answer?.errors}
        defaultValues={answer?.values as Record<string, unknown> | undefined}
      >
        <TextField name="name" label="Tên báo cáo" required maw={560} />
        <TextAreaField name="request" label="Nội dung yêu cầu" maw={560} />
        <DateField name="due" label="Hạn báo cáo" required maw={240} />
        <CheckboxField name="withFigures" label="Kèm số liệu của hệ thống về nhiệm vụ, dịch vụ của đơn vị" />
        <fieldset style={{ border: 0, padding: 0 }}>
          <legend>
            <Text fw={600} component="span">
              Đơn vị phải báo cáo
            </Text>
          </legend>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="xs" mt="xs">
            {units.map(({ id, name }) => (
              <CheckboxField key={id} name={`unit.${id}`} label={name} />
            ))}
          </SimpleGrid>
        </fieldset>
        <QuestionFields count={1} />
        <SubmitButton>Gửi yêu cầu báo cáo</SubmitButton>
      </ZodForm>
    </>
  )
}
