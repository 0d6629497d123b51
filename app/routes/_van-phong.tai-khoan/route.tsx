import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react"
import { z } from "zod"
import { ownSteps } from "#workflows/identity/account.server.ts"
import { removePasskey } from "#workflows/identity/add-passkey.server.ts"
import { deviceInWords } from "#workflows/identity/device-in-words.ts"
import { removeSecondFactor } from "#workflows/identity/second-factor.server.ts"
import { endOwnSessions, getOwnSessions } from "#workflows/identity/sessions.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { type Column, DataTable } from "../../components/data-table.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Instant } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { sessionIdOf } from "../../http/session.server.ts"
import { OwnSecondStep } from "./own-second-step.tsx"

export const meta = () => pageTitle("Tài khoản của tôi")

const Sent = z.union([
  z.object({ intent: z.literal("removeFactor") }),
  z.object({ removeKey: z.string().min(1).max(1_400) }),
  z.object({ end: z.string().regex(/^(?:OTHERS|[0-9a-f]{64})$/, "Tải lại trang rồi chọn lại.") }),
])

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const sessions = await getOwnSessions(context.runtime, { userId: actor.id, sessionId })
  return {
    userId: actor.id,
    name: actor.name,
    steps: await ownSteps(actor.id),
    sessions: sessions.map(({ device, ...session }) => ({ ...session, device: deviceInWords(device) })),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  if (!("end" in form.value)) {
    const { value } = form
    const removed = await attempt(() =>
      "intent" in value
        ? removeSecondFactor(context.runtime, actor.id)
        : removePasskey(context.runtime, { userId: actor.id, id: value.removeKey }),
    )
    return removed.ok
      ? redirect(paths.account({ xong: "intent" in value ? "hai-buoc" : "xoa-khoa" }))
      : data({ errors: { "": [removed.message] } }, { status: removed.status })
  }
  const { end } = form.value
  const outcome = await attempt(() => endOwnSessions(context.runtime, { userId: actor.id, sessionId, end }))
  return outcome.ok
    ? redirect(paths.account({ xong: "phien" }))
    : data({ errors: { "": [outcome.message] } }, { status: outcome.status })
}

const DONE = new Map([
  ["phien", "Đã kết thúc phiên làm việc ở nơi khác."],
  ["hai-buoc", "Đã bỏ xác thực hai bước bằng mã 6 số: từ nay không hỏi mã nữa."],
  ["khoa", "Đã thêm khóa truy cập."],
  ["xoa-khoa", "Đã xóa khóa truy cập."],
])

type Session = ReturnType<typeof useLoaderData<typeof loader>>["sessions"][number]

export default function Account() {
  const { userId, name, sessions, steps } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [asked] = useSearchParams()
  const done = answer ? undefined : DONE.get(asked.get("xong") ?? "")
  const refusal = Object.values(answer?.errors ?? {}).flat()[0]
  return (
    <Stack gap="xl">
      <PageHeader title="Tài khoản của tôi" lead={`${name}, tên đăng nhập «${userId}».`} />
      {done ? (
        <div role="alert">
          <Notice tone="good" title={done} />
        </div>
      ) : null}
      {refusal ? (
        <div role="alert">
          <Notice tone="bad" title={refusal} />
        </div>
      ) : null}
      <section aria-labelledby="du-lieu">
        <Title order={2} size="h3" id="du-lieu" mb="xs">
          Dữ liệu của tôi
        </Title>
        <Link to={paths.ownFile()}>Xem, tải về, đề nghị sửa</Link>
      </section>
      <section aria-labelledby="mat-khau">
        <Title order={2} size="h3" id="mat-khau" mb="xs">
          Mật khẩu
        </Title>
        <Link to={paths.ownPassword(paths.account())}>Đổi mật khẩu</Link>
      </section>
      <section aria-labelledby="hai-buoc">
        <Title order={2} size="h3" id="hai-buoc" mb="xs">
          Xác thực hai bước
        </Title>
        <OwnSecondStep steps={steps} />
      </section>
      <section aria-labelledby="phien">
        <Title order={2} size="h3" id="phien" mb="xs">
          Đang đăng nhập ở đâu
        </Title>
        <Text maw={640} mb="sm">
          Thấy phiên nào không phải của mình thì kết thúc phiên đó và đổi mật khẩu ngay.
        </Text>
        <DataTable
          caption="Các phiên làm việc của tôi"
          rows={sessions}
          rowKey={(session) => session.id}
          columns={COLUMNS}
          empty={null}
        />
        {sessions.length > 1 ? (
          <Form method="post">
            <Button type="submit" name="end" value="OTHERS" variant="default" mt="md">
              Kết thúc mọi phiên khác
            </Button>
          </Form>
        ) : null}
      </section>
    </Stack>
  )
}

const COLUMNS: readonly Column<Session>[] = [
  {
    key: "device",
    header: "Máy",
    isRowHeader: true,
    cell: (session) => (
      <>
        {session.device}
        {session.isThis ? " (phiên này)" : ""}
        <Text size="sm" c="dimmed">
          {session.address ? `địa chỉ ${session.address}` : "không rõ địa chỉ"}
        </Text>
      </>
    ),
  },
  { key: "startedAt", header: "Đăng nhập lúc", cell: (session) => <Instant at={session.startedAt} /> },
  { key: "lastSeenAt", header: "Dùng gần nhất", cell: (session) => <Instant at={session.lastSeenAt} /> },
  { key: "endsAt", header: "Hết hạn lúc", cell: (session) => <Instant at={session.endsAt} /> },
  {
    key: "end",
    header: "Kết thúc",
    cell: (session) =>
      session.isThis ? (
        "–"
      ) : (
        <Form method="post">
          <Group>
            <Button
              type="submit"
              name="end"
              value={session.id}
              variant="default"
              size="xs"
              aria-label={`Kết thúc phiên trên ${session.device}`}
            >
              Kết thúc
            </Button>
          </Group>
        </Form>
      ),
  },
]
