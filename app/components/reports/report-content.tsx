import { Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReportPage } from "#workflows/screens/unit-report-page.server.ts"
import { HiddenField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { ShownRefusal } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"
import { EDIT, EditedReport, SeenReport } from "./report-schemas.ts"

type Refused = Partial<ShownRefusal> | undefined

/** By which the notice of a conflict finds the form. */
export const EDIT_FORM = "noi-dung-bao-cao"

/** What a unit writes itself, as a form. */
export function Editing({
  page: { report, questions, tasks },
  answer,
}: {
  page: ReportPage
  answer: Refused
}) {
  return (
    <section aria-labelledby="noi-dung">
      <Title order={2} id="noi-dung" mb="xs">
        Nội dung đơn vị báo cáo
      </Title>
      <ZodForm
        key={report.revision}
        id={EDIT_FORM}
        schema={SeenReport.and(EditedReport)}
        label="Nội dung báo cáo"
        errors={answer?.errors}
        defaultValues={
          answer?.values ?? {
            intent: EDIT,
            revision: report.revision,
            answers: Object.fromEntries(
              questions.map(({ key, value, of, text }) => [key, { value, of, text }]),
            ),
            notes: tasks.map(({ id, note }) => ({ id, note })),
          }
        }
      >
        <HiddenField name="intent" />
        <HiddenField name="revision" />
        {questions.map(({ key, label, kind, isRequired, totalOf }) =>
          kind === "TEXT" ? (
            <TextAreaField key={key} name={`answers.${key}.text`} label={label} required={isRequired} />
          ) : kind === "SHARE" ? (
            <Group key={key} align="flex-end" gap="sm">
              <TextField
                name={`answers.${key}.value`}
                label={`${label}: số đạt`}
                inputMode="numeric"
                required={isRequired}
              />
              <TextField
                name={`answers.${key}.of`}
                label={`${label}: tổng số`}
                inputMode="numeric"
                required={isRequired}
              />
            </Group>
          ) : (
            <TextField
              key={key}
              name={`answers.${key}.value`}
              label={label}
              description={totalOf.length > 0 ? "Bằng tổng các dòng thành phần bên dưới." : undefined}
              inputMode="numeric"
              required={isRequired}
              maw={320}
            />
          ),
        )}
        {tasks.length > 0 ? (
          <details open={tasks.length <= 8}>
            <summary>Ghi chú từng nhiệm vụ ({formatNumber(tasks.length)})</summary>
            <Stack gap="sm" mt="xs">
              {tasks.map((task, index) => (
                <div key={task.id}>
                  <HiddenField name={`notes.${index}.id`} />
                  <TextAreaField
                    name={`notes.${index}.note`}
                    rows={2}
                    label={`${task.number} ${task.text}`}
                    description={`${task.period}; ${task.state}${task.isLate ? ", quá hạn" : ""}`}
                  />
                </div>
              ))}
            </Stack>
          </details>
        ) : null}
        <SubmitButton>Lưu nội dung</SubmitButton>
      </ZodForm>
    </section>
  )
}

/** The same once it is no longer written. */
export function Said({ page: { questions } }: { page: ReportPage }) {
  return (
    <section aria-labelledby="noi-dung">
      <Title order={2} id="noi-dung" mb="xs">
        Nội dung đơn vị báo cáo
      </Title>
      <DataTable
        caption="Nội dung đơn vị báo cáo"
        rows={questions}
        rowKey={({ key }) => key}
        columns={[
          { key: "label", header: "Nội dung", isRowHeader: true, cell: ({ label }) => label },
          { key: "said", header: "Trả lời", cell: ({ said }) => said || "chưa trả lời" },
        ]}
      />
    </section>
  )
}

/** The tasks the report speaks of, as they stood when its figures were taken. */
export function Tasks({ tasks }: { tasks: ReportPage["tasks"] }) {
  return (
    <section aria-labelledby="nhiem-vu">
      <Title order={2} id="nhiem-vu" mb="xs">
        Nhiệm vụ trong kỳ ({formatNumber(tasks.length)})
      </Title>
      <DataTable
        caption="Nhiệm vụ của đơn vị trong kỳ, như khi lấy số liệu"
        rows={tasks}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "text",
            header: "Nhiệm vụ",
            isRowHeader: true,
            cell: (task) => (
              <>
                <Link to={paths.planTask(task.id)}>
                  {task.number} {task.text}
                </Link>
                <Text size="sm" fw={400}>
                  {task.period}
                </Text>
              </>
            ),
          },
          {
            key: "due",
            header: "Hạn",
            width: "8rem",
            cell: ({ due }) => (due ? formatDay(due) : "không ghi"),
          },
          {
            key: "state",
            header: "Tình trạng",
            width: "12rem",
            cell: ({ state, isLate }) => `${state}${isLate ? ", quá hạn" : ""}`,
          },
          {
            key: "note",
            header: "Ghi chú của đơn vị",
            width: "9rem",
            cell: ({ note }) => note || "không có",
          },
        ]}
      />
    </section>
  )
}
