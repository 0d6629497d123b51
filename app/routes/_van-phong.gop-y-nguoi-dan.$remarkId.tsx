import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { REMARK_STATE_LABELS } from "#models/public-remark/public-remark.ts"
import { ReplyForm } from "#workflows/public-remarks/remark-forms.ts"
import { getRemarkFor, replyToRemark } from "#workflows/public-remarks/reply-to-remark.server.ts"
import { Facts } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { itemTitle } from "../components/words.ts"
import { HiddenField, RadioField, TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Góp ý của người dân", data?.id)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { secretHash: _, ...remark } = await read(() =>
    getRemarkFor(context.runtime, { id: params.remarkId ?? "", actor }),
  )
  return remark
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, ReplyForm)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const id = params.remarkId ?? ""
  const outcome = await attempt(() => replyToRemark(context.runtime, { id, ...form.value, actor }))
  return outcome.ok
    ? redirectDone(actor, paths.remark(id))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function Remark() {
  const remark = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.remarks(), label: "Góp ý của người dân" }}
        title={`Góp ý ${remark.id}: ${REMARK_STATE_LABELS[remark.state].toLowerCase()}`}
        lead={
          <>
            Về <a href={paths.procedure(remark.procedureCode)}>{remark.procedureName}</a> (mã{" "}
            {remark.procedureCode}), nhận lúc <Instant at={remark.at} />
          </>
        }
      />
      <section aria-labelledby="noi-dung-gop-y">
        <Title order={2} id="noi-dung-gop-y">
          Nội dung
        </Title>
        <Text maw={760} style={{ whiteSpace: "pre-line" }}>
          {remark.text}
        </Text>
      </section>
      {remark.state === "RECEIVED" ? (
        <Stack maw={640}>
          <ZodForm
            schema={ReplyForm}
            errors={answer?.errors}
            defaultValues={{ as: "ANSWERED", ...answer?.values, revision: remark.revision }}
            label="Trả lời góp ý"
          >
            <HiddenField name="revision" />
            <RadioField
              name="as"
              label="Cách xử lý"
              required
              options={[
                { value: "ANSWERED", label: "Trả lời" },
                {
                  value: "CLOSED",
                  label: "Đóng, không trả lời",
                  description: "Không phải góp ý về thủ tục, đã có người góp ý, hoặc lời lẽ không phù hợp.",
                },
              ]}
            />
            <TextAreaField
              name="reply"
              label="Câu trả lời, hoặc lý do đóng"
              description="Người gửi đọc bằng số góp ý và mã bí mật. Đừng nhắc lại thông tin cá nhân nếu họ lỡ ghi."
              autosize
              minRows={4}
              required
            />
            <SubmitButton>Gửi</SubmitButton>
          </ZodForm>
        </Stack>
      ) : (
        <Facts
          items={[
            [
              remark.state === "CLOSED" ? "Lý do đóng" : "Trả lời",
              <span key="r" style={{ whiteSpace: "pre-line" }}>
                {remark.reply}
              </span>,
            ],
            ["Người trả lời", remark.repliedBy],
            ["Lúc", <Instant key="a" at={remark.repliedAt} />],
          ]}
        />
      )}
    </Stack>
  )
}
