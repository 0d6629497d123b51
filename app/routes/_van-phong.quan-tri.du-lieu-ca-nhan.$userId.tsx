import { Button, List, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { answerCorrection } from "#workflows/personal-data/answer-correction.server.ts"
import { askErasure, confirmErasure, withdrawErasure } from "#workflows/personal-data/erase-person.server.ts"
import {
  askNewNumber,
  confirmNewNumber,
  refuseNewNumber,
} from "#workflows/personal-data/renew-number.server.ts"
import { getPersonsFile } from "#workflows/screens/personal-file.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { AnswerCorrection, CorrectionAnswer } from "../components/personal-data/correction-answer.tsx"
import { PersonalFileView } from "../components/personal-data/personal-file.tsx"
import {
  AskNumber,
  ConfirmNumber,
  RefuseNumber,
  SignerNumber,
} from "../components/personal-data/signer-number.tsx"
import { Instant } from "../components/values.tsx"
import { itemTitle } from "../components/words.ts"
import { HiddenField, TextAreaField, TextField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data: page }: MetaArgs<typeof loader>) =>
  itemTitle("Dữ liệu của từng người", page?.file.person.fullName)

const typed = z.string().trim().min(1, "Ghi tên đăng nhập để xác nhận.").max(100)
const Ask = z.object({
  intent: z.literal("ask"),
  reason: z.string().trim().min(10, "Ghi rõ căn cứ, lý do xóa (ít nhất 10 ký tự).").max(1000),
  typed,
})
const Confirm = z.object({ intent: z.literal("confirm"), askedAt: z.string().max(40), typed })
const Sent = z.discriminatedUnion("intent", [
  Ask,
  Confirm,
  AskNumber,
  ConfirmNumber,
  RefuseNumber,
  AnswerCorrection,
  z.object({ intent: z.literal("withdraw") }),
])

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return {
    file: await read(() => getPersonsFile(context.runtime, { userId: params.userId ?? "", actor })),
    me: actor.id,
    mayAsk: isAllowed(actor, "administration.draft"),
    mayConfirm: isAllowed(actor, "administration.confirm"),
    logLink: isAllowed(actor, "audit.view"),
  }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const userId = params.userId ?? ""
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { value } = form
  const outcome = await attempt(() =>
    value.intent === "answerCorrection"
      ? answerCorrection(context.runtime, { ...value, userId, actor })
      : value.intent === "askNumber"
        ? askNewNumber(context.runtime, { ...value, userId, actor })
        : value.intent === "confirmNumber"
          ? confirmNewNumber(context.runtime, { ...value, userId, actor })
          : value.intent === "refuseNumber"
            ? refuseNewNumber(context.runtime, { ...value, userId, actor })
            : value.intent === "ask"
              ? askErasure(context.runtime, { ...value, userId, actor })
              : value.intent === "confirm"
                ? confirmErasure(context.runtime, { ...value, userId, actor })
                : withdrawErasure(context.runtime, { userId, actor }),
  )
  return outcome.ok
    ? redirect(paths.personalFile(userId))
    : data({ errors: outcome.errors, values: { ...value } }, { status: outcome.status })
}

export default function PersonsData() {
  const { file, logLink, me, mayAsk, mayConfirm } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  // Several forms on one page: each shows what was wrong with its own.
  const answered = answer?.values?.["intent"]
  const answerTo = (intent: string) => (answer && answered === intent ? { answer } : {})
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.personalFile(), label: "Dữ liệu của từng người" }}
        title={file.person.fullName}
        lead={`Tên đăng nhập «${file.person.id}». Sửa ở các bảng của «Quản trị»; lần xem này đã ghi nhật ký.`}
      />
      <PersonalFileView file={file} logLink={logLink} />
      {file.correctionAskedAt && mayAsk ? (
        <section aria-labelledby="de-nghi-sua">
          <Title order={2} size="h3" id="de-nghi-sua" mb="xs">
            Đề nghị sửa đang chờ trả lời
          </Title>
          <CorrectionAnswer askedAt={file.correctionAskedAt} {...answerTo("answerCorrection")} />
        </section>
      ) : null}
      {file.person.erasedAt ? null : (
        <section aria-labelledby="so-dinh-danh">
          <Title order={2} size="h3" id="so-dinh-danh" mb="xs">
            Số định danh trong chứng thư số
          </Title>
          <SignerNumber
            shown={file.signerNumber}
            asked={file.numberAsked}
            me={me}
            mayAsk={mayAsk && file.person.id !== me}
            mayConfirm={mayConfirm && file.person.id !== me}
            answer={answer}
          />
        </section>
      )}
      <section aria-labelledby="xoa">
        <Title order={2} size="h3" id="xoa" mb="xs">
          Xóa thông tin cá nhân
        </Title>
        <Erasure
          answer={answered === "answerCorrection" || answered?.endsWith("Number") ? undefined : answer}
        />
      </section>
    </Stack>
  )
}

function Erasure({ answer }: { answer: ReturnType<typeof useActionData<typeof action>> }) {
  const { file, me, mayAsk, mayConfirm } = useLoaderData<typeof loader>()
  const { person, faults, asked } = file
  if (person.erasedAt)
    return (
      <Text>
        Đã xóa lúc <Instant at={person.erasedAt} />. Nhật ký và văn bản đã ban hành còn mã «{person.id}».
      </Text>
    )
  return (
    <Stack gap="md" maw={720}>
      <Effect />
      {faults.length > 0 ? (
        <Notice title="Chưa xóa được">
          <List>
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Notice>
      ) : null}
      {asked ? (
        <Notice tone="quiet" title={`${asked.byName} đề nghị xóa`}>
          <Instant at={asked.at} />: {asked.reason}
        </Notice>
      ) : null}
      {asked && asked.by === me ? <Text>Người thứ hai có quyền xác nhận mới xóa được.</Text> : null}
      {asked && asked.by !== me && mayConfirm && faults.length === 0 ? (
        <ZodForm
          schema={Confirm}
          label="Xóa thông tin cá nhân"
          errors={answer?.errors}
          defaultValues={{ intent: "confirm", askedAt: asked.at, typed: "" }}
        >
          <HiddenField name="intent" />
          <HiddenField name="askedAt" />
          <TextField
            name="typed"
            label="Tên đăng nhập"
            description={`Ghi «${person.id}» để xác nhận.`}
            required
            maw={360}
          />
          <SubmitButton>Xóa thông tin cá nhân</SubmitButton>
        </ZodForm>
      ) : null}
      {asked && mayConfirm ? (
        <Form method="post">
          <Button type="submit" name="intent" value="withdraw" variant="default">
            Bỏ đề nghị xóa thông tin cá nhân
          </Button>
        </Form>
      ) : null}
      {!asked && mayAsk && faults.length === 0 && person.id !== me ? (
        <ZodForm
          schema={Ask}
          label="Đề nghị xóa thông tin cá nhân"
          errors={answer?.errors}
          defaultValues={{ reason: "", ...answer?.values, intent: "ask", typed: "" }}
        >
          <HiddenField name="intent" />
          <TextAreaField
            name="reason"
            label="Căn cứ, lý do xóa"
            description="Nằm trong nhật ký mãi mãi: không ghi họ tên."
            required
            autosize
            minRows={2}
          />
          <TextField
            name="typed"
            label="Tên đăng nhập"
            description={`Ghi «${person.id}» để xác nhận.`}
            required
            maw={360}
          />
          <SubmitButton>Đề nghị xóa thông tin cá nhân</SubmitButton>
        </ZodForm>
      ) : null}
    </Stack>
  )
}

/** What goes and what stays, before anybody asks. */
function Effect() {
  const { file } = useLoaderData<typeof loader>()
  const gone: readonly (readonly [string, number])[] = [
    ["họ tên, mật khẩu, mã ở đăng nhập chung", 1],
    ["địa chỉ thư công vụ", file.mailAddresses.length],
    ["khóa truy cập và mã 6 số", file.keys.length + (file.person.codeSince ? 1 : 0)],
    ["phiên đăng nhập", file.sessions.length],
    ["thông báo", file.notices],
    ["thư đã gửi", file.mails.total],
    ["bộ lọc đã lưu", file.views.length],
    ["tùy chọn thông báo", file.choices.length],
    ["địa chỉ lịch", file.calendar ? 1 : 0],
  ]
  return (
    <>
      <Text>Xóa là không lấy lại được. Sẽ xóa:</Text>
      <List>
        {gone.map(([what, count], index) => (
          <List.Item key={what}>{index === 0 ? what : `${what}: ${formatNumber(count)}`}</List.Item>
        ))}
        <List.Item>
          tên ghi cạnh tệp, trao đổi, đính chính, việc làm thay, trong thông báo và thư của người khác: thay
          bằng mã
        </List.Item>
      </List>
      <Text>
        Còn lại: mã «{file.person.id}», vai trò theo thời gian, {formatNumber(actsOf(file.acts))} dòng nhật ký
        (ghi theo mã; dòng do bản cũ hơn ghi còn tên)
        {file.capacities.length > 0 ? "; tên, chức vụ người ký trong văn bản và bảng thẩm quyền ký" : ""}
        {file.reportsSigned > 0 ? "; tên người ký trong báo cáo của đơn vị đã gửi" : ""}.
      </Text>
    </>
  )
}

const actsOf = (acts: readonly { count: number }[]): number => acts.reduce((sum, { count }) => sum + count, 0)
