import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import type { AskedQuestion } from "#workflows/screens/reorganisation-questions.ts"
import { RemoveRow } from "./remove-row.tsx"

/** What the rules cannot decide, answered one by one or many at once; and what was answered. */
export function Questions({ page }: { page: ReorganisationPage }) {
  const { questions, answers, may, revision } = page
  const asked = questions.filter(({ kind }) => kind !== "ISSUER")
  const repeated = [...Map.groupBy(asked, ({ kind }) => kind)].filter(([, own]) => own.length > 1)
  if (questions.length === 0 && answers.length === 0) return null
  return (
    <Stack gap="sm" component="section" aria-labelledby="cau-hoi">
      <Title order={2} id="cau-hoi" size="h3">
        Câu hỏi phải trả lời bằng tay
      </Title>
      {questions
        .filter(({ kind }) => kind === "ISSUER")
        .map(({ id, title }) => (
          <Text key={id}>{title}</Text>
        ))}
      {asked.length > 0 && may.edit ? (
        <Form method="post" aria-label="Trả lời câu hỏi">
          <input type="hidden" name="revision" value={revision} />
          <Stack gap="md" maw={760}>
            {repeated.map(([kind, own]) => (
              <NativeSelect
                key={kind}
                name={`common.${kind}`}
                label={`Trả lời chung cho ${formatNumber(own.length)} câu «${COMMON[kind] ?? kind}» để trống ở dưới`}
                data={[{ value: "", label: "– không trả lời chung –" }, ...sharedOptions(own)]}
              />
            ))}
            {asked.map((question, index) => (
              <Question key={question.id} question={question} index={index} />
            ))}
            <Button type="submit" name="intent" value="answers" w="fit-content">
              Lưu câu trả lời
            </Button>
          </Stack>
        </Form>
      ) : (
        asked.map(({ id, title }) => <Text key={id}>{title}</Text>)
      )}
      {answers.length > 0 ? (
        <details>
          <summary>Đã trả lời {formatNumber(answers.length)} câu</summary>
          <Stack gap={4} mt="xs">
            {answers.map(({ key, text }) => (
              <Group key={key} gap="sm" wrap="nowrap">
                <Text size="sm">{text}</Text>
                {may.edit ? (
                  <RemoveRow revision={revision} row={`answers.${key}`} label={`Bỏ câu trả lời: ${text}`} />
                ) : null}
              </Group>
            ))}
          </Stack>
        </details>
      ) : null}
    </Stack>
  )
}

const COMMON: Partial<Record<AskedQuestion["kind"], string>> = {
  RECEIVER: "Ai tiếp nhận việc?",
  ROLES: "Người của đơn vị chuyển đi đâu?",
  SERIES: "Sổ số",
  PORTAL: "Còn gửi bản ghi tới cổng không?",
}

/** What may be answered to every one of them. */
const sharedOptions = (questions: readonly AskedQuestion[]) =>
  (questions[0]?.options ?? []).filter(({ value }) =>
    questions.every(({ options }) => options.some((one) => one.value === value)),
  )

function Question({ question, index }: { question: AskedQuestion; index: number }) {
  const { id, kind, title, hanging, suggested, options } = question
  const field = `answers.${index}.value`
  const note = `Liên quan: ${hanging}.`
  return (
    <div>
      <input type="hidden" name={`answers.${index}.id`} value={id} />
      <input type="hidden" name={`answers.${index}.kind`} value={kind} />
      {kind === "SERIES" ? (
        <TextInput
          name={field}
          label={title}
          description={`${note} Ghi «tiếp» để đánh số tiếp, hoặc ghi số cuối trên sổ của cơ quan kế thừa.`}
          maw={320}
        />
      ) : (
        <NativeSelect
          name={field}
          label={title}
          description={note}
          data={[
            { value: "", label: "– chưa trả lời –" },
            ...options.map(({ value, label }) => ({
              value,
              label: value === suggested ? `${label} (gợi ý)` : label,
            })),
          ]}
        />
      )}
    </div>
  )
}
