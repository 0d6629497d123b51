import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react"
import { z } from "zod"
import { NOTICE_KINDS, type NoticeKind } from "#models/inbox-message/notice-kinds.ts"
import { MAIL_CHOICE_LABELS, MAIL_CHOICES } from "#models/notice-preference/notice-preference.ts"
import { closeCalendar, openCalendar } from "#workflows/notices/calendar-address.server.ts"
import { chooseMailing } from "#workflows/notices/choose-mailing.server.ts"
import { getMailingPage } from "#workflows/screens/mailing-page.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { SelectField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Tùy chọn nhận thông báo")

const Choices = z.object(
  Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, z.enum(MAIL_CHOICES)])) as Record<
    NoticeKind,
    z.ZodEnum<{ [Choice in (typeof MAIL_CHOICES)[number]]: Choice }>
  >,
)
const Sent = z.discriminatedUnion("intent", [
  Choices.extend({ intent: z.literal("choose"), revision: z.coerce.number().int().min(0) }),
  z.object({ intent: z.literal("open") }),
  z.object({ intent: z.literal("close") }),
])

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { runtime } = context
  return await read(() => getMailingPage({ ...runtime, sendsMail: runtime.config.mail !== null }, actor))
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ errors: form.errors, address: null }, { status: form.status })
  const { runtime } = context
  if (form.value.intent === "open") {
    const secret = await openCalendar(runtime, { actor })
    // Told in this answer and nowhere else.
    return data({
      errors: {},
      address: `${runtime.publicUrl ?? new URL(request.url).origin}${paths.calendar(secret)}`,
    })
  }
  if (form.value.intent === "close") {
    await closeCalendar(runtime, { actor })
    return redirect(paths.mailing({ xong: "lich" }))
  }
  const { intent: _, revision, ...choices } = form.value
  const outcome = await attempt(() => chooseMailing(runtime, { choices, revision, actor }))
  return outcome.ok
    ? redirect(paths.mailing({ xong: "thu" }))
    : data({ errors: { "": [outcome.message] }, address: null }, { status: outcome.status })
}

const DONE = new Map([
  ["thu", "Đã lưu lựa chọn nhận thư."],
  ["lich", "Đã thu hồi địa chỉ lịch: chương trình lịch nào dùng địa chỉ cũ sẽ không còn nhận được."],
])

export default function Mailing() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = DONE.get(useSearchParams()[0].get("xong") ?? "")
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.inbox(), label: "Thông báo" }}
        title="Tùy chọn nhận thông báo"
        lead="Mọi thông báo đều có trong hệ thống; ở đây chọn thêm tin nào gửi thư, và đưa thời hạn vào lịch của bạn."
      />
      {done && !answer ? (
        <div role="alert">
          <Notice tone="good" title={done} />
        </div>
      ) : null}
      <section aria-labelledby="thu">
        <Title order={2} size="h3" id="thu" mb="xs">
          Thư điện tử
        </Title>
        <MailState {...page} />
        <Stack maw={560} mt="md">
          <ZodForm
            key={page.revision}
            schema={Choices}
            errors={answer?.errors}
            defaultValues={Object.fromEntries(page.kinds.map(({ kind, choice }) => [kind, choice]))}
            label="Chọn cách nhận thư"
          >
            <input type="hidden" name="revision" value={page.revision} />
            {page.kinds.map(({ kind, label }) => (
              <SelectField
                key={kind}
                name={kind}
                label={label}
                data={MAIL_CHOICES.map((value) => ({ value, label: MAIL_CHOICE_LABELS[value] }))}
              />
            ))}
            <SubmitButton name="intent" value="choose">
              Lưu lựa chọn
            </SubmitButton>
          </ZodForm>
        </Stack>
      </section>
      <section aria-labelledby="lich">
        <Title order={2} size="h3" id="lich" mb="xs">
          Lịch thời hạn
        </Title>
        <Text maw={640} mb="sm">
          Một địa chỉ riêng để Outlook, Google Calendar hay điện thoại hiện thời hạn của bạn: chỉ có việc và
          ngày. Ai có địa chỉ này đều xem được, nên đừng chuyển cho người khác.
        </Text>
        {answer?.address ? (
          <div role="alert">
            <Notice tone="good" title="Địa chỉ lịch, chỉ hiện ở đây một lần">
              <Text style={{ overflowWrap: "anywhere" }}>
                <code>{answer.address}</code>
              </Text>
              <Text>Sao chép vào mục «đăng ký lịch» (subscribe) của chương trình lịch.</Text>
            </Notice>
          </div>
        ) : null}
        {page.calendar ? (
          <Text mb="sm">
            Địa chỉ đang dùng tạo lúc <Instant at={page.calendar.openedAt} />
            {page.calendar.lastReadAt ? (
              <>
                , đọc gần nhất lúc <Instant at={page.calendar.lastReadAt} />.
              </>
            ) : (
              ", chưa chương trình nào đọc."
            )}
          </Text>
        ) : null}
        <Group gap="sm">
          <Form method="post">
            <input type="hidden" name="intent" value="open" />
            <Button type="submit" variant="default">
              {page.calendar ? "Tạo địa chỉ mới, bỏ địa chỉ cũ" : "Tạo địa chỉ lịch"}
            </Button>
          </Form>
          {page.calendar ? (
            <Form method="post">
              <input type="hidden" name="intent" value="close" />
              <Button type="submit" variant="default">
                Thu hồi địa chỉ
              </Button>
            </Form>
          ) : null}
        </Group>
      </section>
    </Stack>
  )
}

/** Where mail goes, or why none does and what to do. */
function MailState({
  address,
  sendsMail,
  digestHour,
}: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "address" | "sendsMail" | "digestHour">) {
  if (!sendsMail)
    return (
      <Text maw={640}>
        Hệ thống chưa nối với máy chủ thư nên chưa gửi thư nào; lựa chọn của bạn vẫn được giữ.
      </Text>
    )
  if (address === null)
    return (
      <Text maw={640}>
        Chưa có địa chỉ thư công vụ của bạn. Đề nghị quản trị hệ thống ghi ở Quản trị, bảng «Thư công vụ».
      </Text>
    )
  return (
    <Text maw={640}>
      Gửi tới {address}.{" "}
      {digestHour === null
        ? "Hiện không có bản tin ngày."
        : `Bản tin ngày gồm những tin chưa đọc, gửi lúc ${digestHour} giờ.`}
    </Text>
  )
}
