import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { EVERYBODY, endSessions, getSignedIn } from "#workflows/identity/end-sessions.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { SelectField, TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { sessionIdOf } from "../http/session.server.ts"

export const meta = () => pageTitle("Phiên đăng nhập")

const End = z.object({
  of: z.string().min(1, "Chọn người phải đăng nhập lại.").max(200),
  reason: z.string().trim().min(5, "Ghi vì sao kết thúc (ít nhất 5 ký tự).").max(1000),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const people = await read(() => getSignedIn(context.runtime, { sessionId, actor }))
  return {
    people,
    sessions: people.reduce((sum, { sessions }) => sum + sessions, 0),
    everybody: EVERYBODY,
    linksFiles: isAllowed(actor, "administration.draft"),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, End)
  if (!form.ok)
    return data({ errors: form.errors, values: form.values, ended: null }, { status: form.status })
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const outcome = await attempt(() => endSessions(context.runtime, { ...form.value, sessionId, actor }))
  return outcome.ok
    ? data({ errors: undefined, values: undefined, ended: outcome.value })
    : data({ errors: outcome.errors, values: { ...form.value }, ended: null }, { status: outcome.status })
}

export default function Sessions() {
  const { people, sessions, linksFiles } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.administration(), label: "Quản trị" }}
        title="Phiên đăng nhập"
        lead="Ai đang đăng nhập, không kể phiên bạn đang dùng. Kết thúc khi mất máy, lộ mật khẩu hoặc nghi có người lạ."
      />
      {answer?.ended ? (
        <div role="status">
          <Notice tone="quiet" title="Đã kết thúc">
            {formatNumber(answer.ended.sessions)} phiên của {formatNumber(answer.ended.people)} người. Nhật ký
            đã ghi từng người và lý do.
          </Notice>
        </div>
      ) : null}
      {people.length === 0 ? (
        <EmptyState title="Không có ai khác đang đăng nhập">Chỉ còn phiên bạn đang dùng.</EmptyState>
      ) : (
        <DataTable
          caption={`${formatNumber(sessions)} phiên của ${formatNumber(people.length)} người`}
          rows={people}
          rowKey={({ userId }) => userId}
          columns={[
            {
              key: "name",
              header: "Họ tên",
              isRowHeader: true,
              cell: ({ userId, name }) =>
                linksFiles ? <Link to={paths.personalFile(userId)}>{name}</Link> : name,
            },
            { key: "id", header: "Tên đăng nhập", cell: ({ userId }) => userId },
            {
              key: "sessions",
              header: "Số phiên",
              align: "end",
              cell: ({ sessions: count }) => formatNumber(count),
            },
            { key: "seen", header: "Dùng gần nhất", cell: ({ lastSeenAt }) => <Instant at={lastSeenAt} /> },
          ]}
        />
      )}
      {people.length > 0 || answer?.errors ? (
        <section aria-labelledby="ket-thuc">
          <Title order={2} size="h3" id="ket-thuc" mb="xs">
            Kết thúc phiên
          </Title>
          <EndSessions />
        </section>
      ) : null}
    </Stack>
  )
}

function EndSessions() {
  const { people, sessions, everybody } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const choices = [
    { value: "", label: "Chọn người" },
    ...people.map(({ userId, name, sessions: count }) => ({
      value: userId,
      label: `${name} (${userId}): ${formatNumber(count)} phiên`,
    })),
    {
      value: everybody,
      label: `Mọi người: ${formatNumber(sessions)} phiên của ${formatNumber(people.length)} người`,
    },
  ]
  return (
    <Stack gap="md" maw={720}>
      <Text>
        Người bị kết thúc phải đăng nhập lại ngay; việc đã lưu vẫn còn. Mật khẩu không đổi: nếu đã lộ, cấp mật
        khẩu mới hoặc ngừng tài khoản ở bảng «Người sử dụng».
      </Text>
      <ZodForm
        schema={End}
        label="Kết thúc phiên đăng nhập"
        errors={answer?.errors}
        defaultValues={{ of: "", reason: "", ...answer?.values }}
      >
        <SelectField name="of" label="Của ai" data={choices} required maw={480} />
        <TextAreaField
          name="reason"
          label="Lý do"
          description="Nằm trong nhật ký mãi mãi: không ghi họ tên."
          required
          autosize
          minRows={2}
        />
        <SubmitButton>Kết thúc phiên đăng nhập</SubmitButton>
      </ZodForm>
    </Stack>
  )
}
