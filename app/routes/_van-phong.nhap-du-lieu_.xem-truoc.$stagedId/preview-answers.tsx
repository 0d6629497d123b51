import { Button, Checkbox, Fieldset, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { StagedPlan } from "#models/staged-import/staged-import.ts"
import type { ImportAnswers } from "#workflows/register/import-answers.ts"
import { OPENED_COLUMNS } from "#workflows/register/sheet-headings.ts"

const LEVELS = [
  {
    value: "theo-co-quan",
    label: "Suy từ tên cơ quan thực hiện của từng dòng; các cấp dưới đây cho dòng không suy được",
  },
  { value: "tinh", label: "Cấp tỉnh" },
  { value: "huyen", label: "Cấp huyện" },
  { value: "xa", label: "Cấp xã" },
  { value: "bo", label: "Cấp Bộ" },
]
const LEVEL_VALUES = { MINISTRY: "bo", PROVINCE: "tinh", DISTRICT: "huyen", COMMUNE: "xa" } as const
const COLUMN_CHOICES = [{ value: "unused", label: "Không dùng" }, ...OPENED_COLUMNS]

type PreviewAnswersProps = { answers: ImportAnswers; plan: StagedPlan }

/** What is asked of the file as a whole, and what its columns mean. */
export function PreviewAnswers({ answers, plan }: PreviewAnswersProps) {
  const { questions, tables } = plan
  const asks = (about: string) => questions.some((one) => one.about === about)
  if (tables.length === 0) return null
  const { adminLevels, field, convertLetters } = answers
  const chosen = [
    ...(adminLevels?.fromAgencies ? ["theo-co-quan"] : []),
    ...(adminLevels?.levels ?? []).map((level) => LEVEL_VALUES[level]),
  ]
  return (
    <Form method="post" aria-label="Cách hiểu tệp">
      <Stack gap="md">
        <Title order={2} size="h3">
          1. Cách hiểu tệp
        </Title>
        {questions.map(({ about, message, rows }) => (
          <Text key={about} fw={600} role="status">
            {message} ({formatNumber(rows)} dòng)
          </Text>
        ))}
        {asks("adminLevels") || adminLevels ? (
          <Fieldset legend="Cấp giải quyết của các thủ tục mới trong tệp">
            <Stack gap="xs">
              {LEVELS.map(({ value, label }) => (
                <Checkbox
                  key={value}
                  name="levels[]"
                  value={value}
                  label={label}
                  defaultChecked={chosen.includes(value)}
                />
              ))}
            </Stack>
          </Fieldset>
        ) : null}
        {asks("field") || field ? (
          <TextInput
            name="field"
            label="Lĩnh vực của các thủ tục mới trong tệp"
            defaultValue={field}
            maw={420}
          />
        ) : null}
        {asks("oldLetters") || convertLetters ? (
          <Checkbox
            name="convertLetters"
            label="Chuyển chữ của phông cũ sang Unicode"
            description="Xem lại tên thủ tục sau khi chuyển, trước khi nhập."
            defaultChecked={convertLetters === true}
          />
        ) : null}
        <TableColumns tables={tables} />
        <div>
          <Button type="submit" name="intent" value="answer" variant="default">
            Xem lại theo các lựa chọn này
          </Button>
        </div>
      </Stack>
    </Form>
  )
}

function TableColumns({ tables }: Pick<StagedPlan, "tables">) {
  let index = -1
  return tables.map((table) => (
    <Fieldset
      key={`${table.name} ${table.headingLine}`}
      legend={`Các cột${table.name ? ` của «${table.name}»` : ""} (tiêu đề ở dòng ${formatNumber(table.headingLine)}, ${formatNumber(table.rows)} dòng dữ liệu)`}
    >
      <Stack gap="sm">
        {table.columns.map(({ heading, key, field, samples }) => {
          index += 1
          return (
            <div key={key}>
              <input type="hidden" name={`columns.${index}.key`} value={key} />
              <NativeSelect
                name={`columns.${index}.field`}
                label={heading}
                description={
                  samples.length > 0 ? `Ví dụ: ${samples.map(shortened).join(" · ")}` : "Cột trống"
                }
                defaultValue={field ?? "unused"}
                data={COLUMN_CHOICES}
                maw={520}
              />
            </div>
          )
        })}
      </Stack>
    </Fieldset>
  ))
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
