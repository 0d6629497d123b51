import { Button, Checkbox, Group, Radio, Stack, Text, Textarea } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CRITERION_ANSWER_LABELS, CRITERION_ANSWERS } from "#models/legal-regime/legal-regime.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { answerTogether } from "#workflows/registration/answer-together.server.ts"
import { getAlikeDoubts } from "#workflows/screens/alike-doubts-page.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import notices from "../components/notices.module.css"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Trả lời cùng lúc")

const letterIn = (request: Request): string => new URL(request.url).searchParams.get("tieuChi") ?? ""

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const registrationId = params.registrationId ?? ""
  return read(() => getAlikeDoubts(context.runtime, { registrationId, letter: letterIn(request), actor }))
}

/** A ticked row sends the revision that was seen and its id. */
const Row = z
  .string()
  .regex(/^\d+~.+$/, "Có dòng đánh dấu không đọc được. Hãy tải lại trang rồi chọn lại.")
  .transform((text) => {
    const cut = text.indexOf("~")
    return { registrationId: text.slice(cut + 1), revision: Number(text.slice(0, cut)) }
  })

const Answer = z.object({
  value: z.enum(CRITERION_ANSWERS, "Hãy chọn câu trả lời."),
  note: z.string().max(1000, "Ghi chú quá dài (tối đa 1000 ký tự).").default(""),
  rows: z.array(Row).default([]),
})

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const registrationId = params.registrationId ?? ""
  const letter = letterIn(request)
  const form = await parseForm(request, Answer)
  if (!form.ok) return data({ messages: Object.values(form.errors).flat() }, { status: form.status })
  const outcome = await attempt(() =>
    answerTogether(context.runtime, { registrationId, letter, actor, ...form.value }),
  )
  if (!outcome.ok) return data({ messages: [outcome.message] }, { status: outcome.status })
  const refused = outcome.value.flatMap((one) => (one.ok ? [] : [one.error.message]))
  if (refused.length > 0) {
    const done = outcome.value.length - refused.length
    return data(
      { messages: [`Đã ghi ${formatNumber(done)}, chưa ghi ${formatNumber(refused.length)}:`, ...refused] },
      { status: 409 },
    )
  }
  return redirect(paths.registration(registrationId, { xong: "draft.saved" }))
}

export default function AnswerTogether() {
  const { registrationId, procedureName, criterion, explanation, sentence, rows } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const allowed = CRITERION_ANSWERS.filter((value) => criterion.mayNotApply || value !== "NOT_APPLICABLE")
  return (
    <>
      <PageHeader
        back={{ to: paths.registration(registrationId), label: procedureName }}
        title={`Trả lời tiêu chí ${criterion.letter} cho ${formatNumber(rows.length)} dịch vụ`}
        lead={`${criterion.text} (${criterion.article})`}
      />
      {answer ? (
        <div role="alert" className={notices.errors}>
          {answer.messages.map((message) => (
            <Text key={message}>{message}</Text>
          ))}
        </div>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title="Tiêu chí này đã được trả lời">
          <Link to={paths.registration(registrationId)}>Về phiếu đăng ký</Link>
        </EmptyState>
      ) : (
        <Form method="post" aria-label="Trả lời cùng lúc">
          <Stack gap="md">
            <blockquote>{sentence}</blockquote>
            {explanation === sentence ? null : <Text>{explanation}</Text>}
            <fieldset>
              <legend>Áp dụng cho từng dịch vụ được đánh dấu</legend>
              <Stack gap="xs">
                {rows.map(({ id, revision, serviceCode, procedureName: name }) => (
                  <Checkbox
                    key={id}
                    name="rows[]"
                    value={`${revision}~${id}`}
                    label={`${name} (${serviceCode})`}
                  />
                ))}
              </Stack>
            </fieldset>
            <Radio.Group name="value" label={`Trả lời tiêu chí ${criterion.letter}`} required>
              <Group gap="lg" mt={4}>
                {allowed.map((value) => (
                  <Radio key={value} value={value} label={CRITERION_ANSWER_LABELS[value]} />
                ))}
              </Group>
            </Radio.Group>
            <Textarea name="note" label="Ghi chú, căn cứ" autosize minRows={2} maw={640} />
            <Group gap="sm">
              <Button type="submit">Ghi câu trả lời vào dự thảo</Button>
              <Link to={paths.registration(registrationId)}>Quay lại, chưa ghi</Link>
            </Group>
          </Stack>
        </Form>
      )}
    </>
  )
}
