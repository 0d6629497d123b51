import { Code, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DELIVERY_STATE_LABELS } from "#models/outbox/states.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { resendMessage } from "#workflows/delivery/resend-message.server.ts"
import { getMessageDetail } from "#workflows/screens/delivery-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Digest, Facts, Notice } from "../components/catalogue/facts.tsx"
import { deliveryTone, OPERATION_LABELS } from "../components/delivery/delivery-words.ts"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Bản ghi gửi cổng", data?.recordName)

const Resend = z.object({
  reason: z.string().trim().min(5, "Ghi đã khắc phục điều gì (ít nhất 5 ký tự).").max(2000),
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getMessageDetail(context.runtime, { actor, messageId: params.messageId ?? "" }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const messageId = params.messageId ?? ""
  const form = await parseForm(request, Resend)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => resendMessage(context.runtime, { ...form.value, messageId, actor }))
  return outcome.ok
    ? redirectDone(actor, paths.delivery(messageId))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function DeliveredMessage() {
  const message = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{
          to: paths.deliveries({ edition: message.editionId, target: message.target }),
          label: "Giao nhận",
        }}
        title={message.recordName}
        lead={
          <>
            <StatusBadge label={DELIVERY_STATE_LABELS[message.state]} tone={deliveryTone(message.state)} />{" "}
            {message.targetName}
          </>
        }
      />
      <Stack gap="lg">
        {message.lastError ? (
          <Notice tone={message.state === "rejected" ? "bad" : "warn"} title="Lỗi gần nhất">
            {message.lastError}
          </Notice>
        ) : null}
        {message.mayResend ? (
          <section aria-labelledby="gui-lai">
            <Title order={2} id="gui-lai" mb="xs">
              Gửi lại
            </Title>
            {message.state === "rejected" ? (
              <Text mb="xs">
                Cổng đã từ chối bản ghi này. Chỉ gửi lại khi cổng đã khắc phục: nội dung gửi đi vẫn như cũ.
                Nếu nội dung sai, sửa dữ liệu rồi công bố trong đợt điều chỉnh sau.
              </Text>
            ) : null}
            <ZodForm schema={Resend} errors={answer?.errors} defaultValues={answer?.values} label="Gửi lại">
              <TextAreaField
                name="reason"
                label="Đã khắc phục điều gì"
                required
                autosize
                minRows={2}
                maw={640}
              />
              <SubmitButton>Gửi lại</SubmitButton>
            </ZodForm>
          </section>
        ) : (
          <>
            {answer?.errors ? (
              <div role="alert">
                <Notice tone="bad" title="Chưa gửi lại được">
                  {Object.values(answer.errors).flat().join(" ")}
                </Notice>
              </div>
            ) : null}
            {message.isStopped ? (
              <Text>
                Bản ghi không còn tự gửi; chuyên viên thẩm định hoặc quản trị hệ thống có thể cho gửi lại.
              </Text>
            ) : null}
          </>
        )}
        <Facts
          items={[
            ["Việc", `${OPERATION_LABELS[message.operation]}, phiên bản ${message.version}`],
            ["Thay phiên bản", message.supersedes === null ? "" : String(message.supersedes)],
            [
              "Danh mục",
              <Link key="e" to={paths.issuing(message.editionId)}>
                {message.editionId} (Quyết định số {message.decision})
              </Link>,
            ],
            ["Có hiệu lực từ", formatDay(message.effectiveFrom)],
            ["Tạo lúc", formatInstant(message.createdAt)],
            ["Số lần gửi", String(message.attempts)],
            [
              "Gửi tiếp lúc",
              message.nextAttemptAt ? formatInstant(message.nextAttemptAt) : "Không còn tự gửi",
            ],
            [
              "Biên nhận",
              message.receipt
                ? `${message.receipt.receiptNo}, lúc ${formatInstant(new Date(message.receipt.receivedAt))}`
                : "Chưa có",
            ],
            ["Đọc lại khớp lúc", message.liveAt ? formatInstant(new Date(message.liveAt)) : "Chưa khớp"],
            ["Mã thông điệp", message.messageId],
            ["Mã băm nội dung (SHA-256)", <Digest key="p" value={message.payloadSha256} />],
            ["Mã băm danh mục (SHA-256)", <Digest key="d" value={message.editionDigest} />],
          ]}
        />
        <details>
          <summary>Nội dung bản ghi (JSON)</summary>
          <Code block>{message.payload}</Code>
        </details>
      </Stack>
    </>
  )
}
