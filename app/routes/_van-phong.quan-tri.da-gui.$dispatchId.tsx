import { Button, Code, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { CHANNEL_LABELS, DISPATCH_STATE_LABELS } from "#models/dispatch/dispatch.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { resendDispatch } from "#workflows/notices/resend-dispatch.server.ts"
import { getDispatchPage } from "#workflows/screens/dispatch-pages.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts, Notice } from "../components/catalogue/facts.tsx"
import { dispatchTone } from "../components/delivery/dispatch-words.ts"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Tin đã gửi", data?.what)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return await read(() => getDispatchPage(context.runtime, { actor, dispatchId: params.dispatchId ?? "" }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const dispatchId = params.dispatchId ?? ""
  const outcome = await attempt(() => resendDispatch(context.runtime, { dispatchId, actor }))
  return outcome.ok
    ? redirectDone(actor, paths.dispatch(dispatchId))
    : data({ message: outcome.message }, { status: outcome.status })
}

export default function SentDispatch() {
  const one = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.dispatches(), label: "Thư, tin đã gửi" }}
        title={one.what}
        lead={
          <>
            <StatusBadge label={DISPATCH_STATE_LABELS[one.state]} tone={dispatchTone(one.state)} />{" "}
            {CHANNEL_LABELS[one.channel]} tới {one.receiverName}
          </>
        }
      />
      {answer ? (
        <div role="alert">
          <Notice tone="bad" title="Chưa gửi lại được">
            {answer.message}
          </Notice>
        </div>
      ) : null}
      {one.lastError ? (
        <Notice tone={one.state === "WAITING" ? "warn" : "bad"} title="Lỗi gần nhất">
          {one.lastError}
        </Notice>
      ) : null}
      {one.mayResend ? (
        <Form method="post">
          <Text mb="xs">
            {one.state === "UNKNOWN"
              ? "Có thể người nhận đã có tin này; gửi lại thì có thể thành hai bản."
              : "Gửi lại cùng nội dung, theo địa chỉ của hôm nay. Địa chỉ sai thì sửa ở Quản trị trước."}
          </Text>
          <Button type="submit">Gửi lại tin này</Button>
        </Form>
      ) : null}
      <Facts
        items={[
          ["Lập lúc", formatInstant(one.createdAt)],
          ["Số lần gửi", formatNumber(one.attempts)],
          ["Lần gần nhất tới", one.address],
          ["Nơi nhận trả lời", one.receipt],
          ["Gửi tiếp lúc", one.nextAttemptAt ? formatInstant(one.nextAttemptAt) : "Không còn tự gửi"],
          ["Kết thúc lúc", one.endedAt ? formatInstant(one.endedAt) : null],
        ]}
      />
      {one.body ? (
        <details>
          <summary>Nội dung đã gửi (JSON)</summary>
          <Code block>{one.body}</Code>
        </details>
      ) : null}
    </Stack>
  )
}
