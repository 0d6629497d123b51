import { Button, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import type { z } from "zod"
import { NO_ANSWER, type ReportAnswers } from "#models/reporting-period/report-question.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { getReportPage, type ReportPage } from "#workflows/screens/unit-report-page.server.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { stepReport } from "#workflows/unit-report/step-report.server.ts"
import { reportStepOf } from "#workflows/unit-report/steps/index.ts"
import { draftReport, editReport } from "#workflows/unit-report/write-report.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts, Notice } from "../components/catalogue/facts.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { DataTable } from "../components/data-table.tsx"
import { ToldIndicators } from "../components/measures/told-indicators.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { StepForms } from "../components/plans/step-forms.tsx"
import { EDIT_FORM, Editing, Said, Tasks } from "../components/reports/report-content.tsx"
import { DRAFT, EDIT, EditedReport, SeenReport } from "../components/reports/report-schemas.ts"
import { REPORT_TONES } from "../components/reports/report-words.ts"
import { pageTitle } from "../components/words.ts"
import { HiddenField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read, type ShownRefusal, shownRefusal } from "../http/attempt.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Báo cáo của đơn vị")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getReportPage(context.runtime, { id: params.reportId ?? "", actor }))
}

const numberOf = (text: string): number | null => (text === "" ? null : Number(text))
const answersOf = (sent: z.infer<typeof EditedReport>["answers"]): ReportAnswers =>
  Object.fromEntries(
    Object.entries(sent).map(([key, { value, of, text }]) => [
      key,
      { ...NO_ANSWER, value: numberOf(value), of: numberOf(of), text: text.trim() },
    ]),
  )

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const reportId = params.reportId ?? ""
  const d = context.runtime
  const sent = await readForm(request)
  const intent = String(sent.fields["intent"])
  const step = reportStepOf(intent)
  const shape = intent === EDIT ? EditedReport : schemaOf(step?.fields ?? [])
  const form = await parseSent(sent, SeenReport.and(shape as z.ZodType<Record<string, unknown>>))
  if (!form.ok) return refused({ intent, errors: form.errors, values: form.values }, form.status)
  const { revision, ...values } = form.value
  const seen = { reportId, revision: Number(revision), actor }
  const outcome = await attempt(() => {
    if (intent === DRAFT) return draftReport(d, seen)
    if (intent === EDIT) {
      const { answers, notes } = EditedReport.parse(values)
      return editReport(d, {
        ...seen,
        answers: answersOf(answers),
        notes: Object.fromEntries(notes.map(({ id, note }) => [id, note.trim()])),
      })
    }
    if (step) return stepReport(d, step, { ...seen, values })
    throw new Response("Không rõ việc cần làm. Hãy tải lại trang.", { status: 400 })
  })
  if (outcome.ok) return redirect(paths.unitReport(reportId))
  return refused({ intent, ...shownRefusal(outcome, sent.fields, atFields) }, outcome.status)
}

type Answer = { intent: string } & ShownRefusal
const refused = (answer: Answer, status: number) => data(answer, { status })

/** A question's refusal stands at its first field. */
const atFields = (errors: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(errors).map(([key, messages]) => [
      /^q\d+$/u.test(key) ? `answers.${key}.value` : key,
      messages,
    ]),
  )

const SETTLED = { id: EDIT_FORM, button: { label: "Lưu bản đã chọn", name: "intent", value: EDIT } }

export default function OneReport() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { report, period, due, figures, tasks, questions, faults, returns, corrections, mayWrite, steps } =
    page
  const main = steps.filter(({ place }) => place === "MAIN")
  const others = steps.filter(({ place }) => place === "OTHER")
  const whole = faults.length === 0
  return (
    <>
      <PageHeader
        back={{ to: paths.reportingPeriod(period.id), label: period.name }}
        title={`${period.name}, ${report.unit}`}
        lead={period.request}
        actions={
          <>
            <Button component="a" href={paths.unitReportFile(report.id, "pdf")} variant="default">
              PDF
            </Button>
            <Button component="a" href={paths.unitReportFile(report.id, "docx")} variant="default">
              Word
            </Button>
            <Button component="a" href={paths.unitReportFile(report.id, "xlsx")} variant="default">
              Bảng tính
            </Button>
          </>
        }
      />
      <Stack gap="lg" maw={960}>
        {answer?.conflict ? (
          <ConflictNotice
            conflict={answer.conflict}
            message={answer.message ?? ""}
            reloadTo={paths.unitReport(report.id)}
            {...(answer.intent === EDIT && mayWrite ? { form: SETTLED } : {})}
          />
        ) : null}
        <div>
          <StatusBadge label={REPORT_STATE_LABELS[report.state]} tone={REPORT_TONES[report.state]} />
        </div>
        <Facts
          items={[
            ["Hạn", formatDay(due)],
            ["Nhận lần đầu", report.receivedOn ? formatDay(report.receivedOn) : ""],
            ["Văn bản giấy", report.paper ? `số ${report.paper.number}, ${formatDay(report.paper.day)}` : ""],
            ["Số liệu lấy ngày", report.asOf ? formatDay(report.asOf) : ""],
          ]}
        />
        {returns.length > 0 ? (
          <section aria-labelledby="tra-lai">
            <Title order={2} id="tra-lai" mb="xs">
              Đã trả lại, mở lại ({formatNumber(returns.length)})
            </Title>
            {returns.map(({ at, what, reason, byName }) => (
              <Text key={at}>
                {what} ({byName}, {formatInstant(new Date(at))}): {reason}
              </Text>
            ))}
          </section>
        ) : null}
        {corrections.length > 0 ? (
          <Notice title={`Đính chính sau khi chốt (${formatNumber(corrections.length)})`}>
            {corrections.map(({ label, was, now, reason }) => (
              <div key={label + now + reason}>
                {label}: đã chốt {was}, nay {now} ({reason})
              </div>
            ))}
          </Notice>
        ) : null}
        {period.withFigures ? <Figures page={page} /> : null}
        <ToldIndicators
          title="Chỉ số của đơn vị trong kỳ"
          periodId={page.indicators.periodId}
          unitId={report.agencyId}
          rows={page.indicators.rows}
          blanks={page.indicators.blanks}
        />
        {mayWrite && (report.asOf !== null || !period.withFigures) ? (
          <Editing page={page} answer={answer?.intent === EDIT ? answer : undefined} />
        ) : (
          <Said page={page} />
        )}
        {steps.length > 0 ? (
          <section aria-labelledby="viec">
            <Title order={2} id="viec" mb="xs">
              Việc tiếp theo
            </Title>
            {whole ? null : (
              <Notice title={`Chưa gửi được, còn ${formatNumber(faults.length)} chỗ`}>
                <ul>
                  {faults.map((message) => (
                    <li key={message}>{message}</li>
                  ))}
                </ul>
              </Notice>
            )}
            <Stack gap="sm" mt="xs">
              <StepForms steps={main} revision={report.revision} answer={answer} />
              <StepForms steps={others} revision={report.revision} answer={answer} />
            </Stack>
          </section>
        ) : null}
        {!mayWrite && tasks.length > 0 ? <Tasks tasks={tasks} /> : null}
        {figures.length === 0 && questions.length === 0 ? <Text>Báo cáo chưa có nội dung.</Text> : null}
      </Stack>
    </>
  )
}

function Figures({ page: { report, figures, mayWrite } }: { page: ReportPage }) {
  const answer = useActionData<typeof action>()
  return (
    <section aria-labelledby="so-lieu">
      <Title order={2} id="so-lieu" mb="xs">
        Số liệu của hệ thống
      </Title>
      {figures.length > 0 ? (
        <DataTable
          caption="Số liệu của hệ thống; mỗi số dẫn tới danh sách của nó"
          rows={figures}
          rowKey={({ key }) => key}
          columns={[
            { key: "label", header: "Chỉ tiêu", isRowHeader: true, cell: ({ label }) => label },
            {
              key: "value",
              header: "Số liệu",
              align: "end",
              width: "8rem",
              cell: ({ key, value }) => (
                <Link to={paths.reportFigure(report.id, key)}>{formatNumber(value)}</Link>
              ),
            },
          ]}
        />
      ) : (
        <Text>Chưa lấy số liệu. Báo cáo bắt đầu từ số liệu nhiệm vụ, dịch vụ của đơn vị trong hệ thống.</Text>
      )}
      {mayWrite ? (
        <ZodForm
          key={report.revision}
          schema={SeenReport}
          label="Lấy số liệu"
          errors={answer?.intent === DRAFT ? answer.errors : undefined}
          defaultValues={{ intent: DRAFT, revision: report.revision }}
        >
          <HiddenField name="intent" />
          <HiddenField name="revision" />
          <SubmitButton variant={figures.length === 0 ? "filled" : "default"} mt="xs">
            {figures.length === 0 ? "Lấy số liệu" : "Lấy lại số liệu"}
          </SubmitButton>
        </ZodForm>
      ) : null}
    </section>
  )
}
