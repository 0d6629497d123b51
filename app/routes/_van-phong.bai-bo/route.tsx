import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { undoPlannedRepeal } from "#workflows/intake/plan-repeal.server.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"
import { repealProcedure } from "#workflows/intake/repeal-procedure.server.ts"
import { getRepealPage } from "#workflows/screens/repeal-page.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseSent, readForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { PlannedRepeals } from "./planned-repeals.tsx"
import { RecordedRepeals } from "./recorded-repeals.tsx"
import { RepealEffect } from "./repeal-effect.tsx"

export const meta = () => pageTitle("Bãi bỏ thủ tục")

const UndoForm = z.object({
  id: z.string().min(1),
  reason: z.string().trim().min(5, "Ghi rõ lý do hủy (ít nhất 5 ký tự).").max(2000),
})
const Query = z.object({ ma: z.string().trim().max(50).catch("").default("") })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { ma: code } = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { code, page: await read(() => getRepealPage(context.runtime, { code, actor })) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sent = await readForm(request)
  if (sent.fields.intent === "undo") {
    const undo = await parseSent(sent, UndoForm)
    if (!undo.ok) return data({ undo: undo.values.id, errors: undo.errors }, { status: undo.status })
    const outcome = await attempt(() => undoPlannedRepeal(context.runtime, { ...undo.value, actor }))
    return outcome.ok
      ? redirect(paths.repeals())
      : data({ undo: undo.value.id, errors: outcome.errors }, { status: outcome.status })
  }
  const form = await parseSent(sent, RepealForm)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => repealProcedure(context.runtime, { form: form.value, actor }))
  return outcome.ok
    ? redirect(paths.repeals())
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function Repeals() {
  const { code, page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Bãi bỏ thủ tục"
        lead="Khi cơ quan có thẩm quyền bãi bỏ, hủy bỏ một thủ tục: dịch vụ của thủ tục hết hiệu lực trong danh mục, được rút khỏi các cổng dịch vụ công và không vào đợt rà soát sau."
      />
      <Form method="get" aria-label="Chọn thủ tục">
        <Group align="end" gap="sm">
          <TextInput name="ma" label="Mã thủ tục" defaultValue={code} placeholder="1.000894" required />
          <Button type="submit" variant="default">
            Xem tác động
          </Button>
        </Group>
      </Form>
      {page.isUnknown ? (
        <div role="alert">
          <Notice tone="bad" title={`Sổ thủ tục không có mã «${code}».`}>
            Kiểm tra lại mã ở trang tra cứu hoặc trang thay đổi của thủ tục.
          </Notice>
        </div>
      ) : null}
      {page.preview ? (
        <RepealEffect
          code={code}
          preview={page.preview}
          errors={answer && "values" in answer ? answer.errors : undefined}
          values={answer && "values" in answer ? (answer.values as Record<string, unknown>) : undefined}
        />
      ) : null}
      {page.planned.length > 0 ? (
        <PlannedRepeals
          planned={page.planned}
          refused={answer && "undo" in answer ? { id: String(answer.undo), errors: answer.errors } : null}
        />
      ) : null}
      <section aria-labelledby="da-ghi-nhan">
        <Title order={2} id="da-ghi-nhan" mb="xs">
          Đã ghi nhận
        </Title>
        {page.repeals.length === 0 ? (
          <Text>Chưa ghi nhận thủ tục nào bị bãi bỏ.</Text>
        ) : (
          <RecordedRepeals repeals={page.repeals} />
        )}
      </section>
    </Stack>
  )
}
