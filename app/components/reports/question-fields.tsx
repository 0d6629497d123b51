import { Group, Stack, Text } from "@mantine/core"
import { QUESTION_KIND_LABELS, QUESTION_KINDS } from "#models/reporting-period/report-question.ts"
import { CheckboxField, SelectField, TextField } from "../../forms/fields.tsx"

const BLANK = 4

/** Rows of a form of questions: those there are and a few blank ones; a row left blank asks nothing. */
export function QuestionFields({ count }: { count: number }) {
  return (
    <Stack gap="sm">
      <Text size="sm">
        Dòng để trống không hỏi gì. Dòng tổng ghi số thứ tự các dòng nó cộng lại; số đơn vị ghi được kiểm tra
        theo đó.
      </Text>
      {Array.from({ length: Math.min(count + BLANK, 40) }, (_, index) => index).map((index) => (
        <fieldset key={index} style={{ border: "1px solid #7f8c99", borderRadius: 4, padding: "8px 12px" }}>
          <legend>Câu hỏi {index + 1}</legend>
          <Group align="flex-end" gap="sm">
            <TextField name={`questions.${index}.label`} label="Nội dung" style={{ flex: "1 1 16rem" }} />
            <SelectField
              name={`questions.${index}.kind`}
              label="Loại"
              data={QUESTION_KINDS.map((kind) => ({ value: kind, label: QUESTION_KIND_LABELS[kind] }))}
            />
            <TextField
              name={`questions.${index}.totalOf`}
              label="Là tổng các dòng"
              style={{ flex: "0 1 9rem" }}
            />
            <CheckboxField name={`questions.${index}.isRequired`} label="Bắt buộc" />
          </Group>
        </fieldset>
      ))}
    </Stack>
  )
}
