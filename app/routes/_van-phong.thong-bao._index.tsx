import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { MESSAGES_PER_PAGE, markInboxRead, readInbox } from "#workflows/notices/own-inbox.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery, pageNumber } from "../http/list-query.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thông báo")

const Query = z.object({ page: pageNumber })
/** Without a message: all of them. */
const Read = z.object({ message: z.string().max(500).default(""), page: z.string().max(10).default("") })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { page } = listQuery(request, Query)
  return { page, pageSize: MESSAGES_PER_PAGE, ...(await read(() => readInbox(actor, page))) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Read)
  const { message, page } = form.ok ? form.value : { message: "", page: "" }
  if (form.ok) await markInboxRead(context.runtime, { id: message === "" ? null : message, actor })
  return redirect(paths.inbox({ page: /^\d+$/.test(page) && page !== "1" ? page : undefined }))
}

export default function Inbox() {
  const { messages, total, unread, page, pageSize } = useLoaderData<typeof loader>()
  const days = Map.groupBy(messages, ({ at }) => dayOf(at))
  return (
    <>
      <PageHeader
        title={unread > 0 ? `Thông báo, ${formatNumber(unread)} chưa đọc` : "Thông báo"}
        lead="Việc cần làm vẫn ở «Việc của tôi»; ở đây là những điều hệ thống đã nhắc, báo cho bạn."
        actions={
          <Group gap="sm">
            <Button component={Link} to={paths.mailing()} variant="default">
              Tùy chọn nhận thông báo
            </Button>
            {unread > 0 ? (
              <Form method="post">
                <Button type="submit" variant="default">
                  Đánh dấu đã đọc cả {formatNumber(unread)}
                </Button>
              </Form>
            ) : null}
          </Group>
        }
      />
      {messages.length === 0 ? (
        <EmptyState title="Chưa có thông báo nào">
          Hệ thống báo ở đây khi thời hạn của việc bạn phụ trách sắp đến, đến, hoặc đã qua.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          {[...days].map(([day, ofDay]) => (
            <Stack key={day} gap="xs" component="section" aria-labelledby={`ngay-${day}`}>
              <Title order={2} size="h3" id={`ngay-${day}`}>
                Ngày {formatDay(day)}
              </Title>
              {ofDay.map(({ id, title, text, at, readAt, isUrgent }) => (
                <Group key={id} justify="space-between" align="flex-start" gap="sm" component="article">
                  <Stack gap={2} miw={0} maw={720}>
                    <Group gap="xs">
                      <Text fw={readAt ? 400 : 600}>
                        <Link to={paths.inboxMessage(id)}>{title}</Link>
                      </Text>
                      {readAt ? null : <StatusBadge label="Chưa đọc" tone="busy" />}
                      {isUrgent ? <StatusBadge label="Khẩn" tone="bad" /> : null}
                    </Group>
                    <Text size="sm">{text}</Text>
                    <Text size="sm" c="dimmed">
                      <Instant at={at} />
                    </Text>
                  </Stack>
                  {readAt ? null : (
                    <Form method="post">
                      <input type="hidden" name="message" value={id} />
                      <input type="hidden" name="page" value={page} />
                      <Button type="submit" variant="subtle" aria-label={`Đánh dấu đã đọc: ${title}`}>
                        Đã đọc
                      </Button>
                    </Form>
                  )}
                </Group>
              ))}
            </Stack>
          ))}
        </Stack>
      )}
      <Pagination page={page} pageSize={pageSize} total={total} noun="thông báo" />
    </>
  )
}
