import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { addPasskey, offerPasskey } from "#workflows/identity/add-passkey.server.ts"
import { deviceInWords } from "#workflows/identity/device-in-words.ts"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { sessionStarted } from "../http/session.server.ts"
import { siteOf } from "../http/site.server.ts"
import { afterSetUp, whoSetsUp } from "../http/who-sets-up.server.ts"
import { TextField } from "../public/fields.tsx"
import { PasskeyForm } from "../public/passkey-form.tsx"
import { RecoveryCodes } from "../public/recovery-codes.tsx"

export const meta = () => pageTitle("Thêm khóa truy cập")

const MadeForm = z.object({
  name: z.string().trim().min(1, "Đặt tên cho khóa.").max(60, "Tên khóa dài quá, nhiều nhất 60 ký tự."),
  passkey: z.string().max(60_000, "Câu trả lời của khóa dài quá."),
})

const here = (request: Request) => paths.addPasskey(afterSetUp(request))

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { userId, sessionId, isAsked } = await whoSetsUp(request, context, { here: here(request) })
  const site = siteOf(request, context)
  return {
    userId,
    isAsked,
    name: deviceInWords(request.headers.get("User-Agent") ?? ""),
    codePage: paths.secondFactor(afterSetUp(request)),
    options: await read(() => offerPasskey(context.runtime, { userId, sessionId, site })),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { userId, sessionId } = await whoSetsUp(request, context, { here: here(request) })
  const form = await parseForm(request, MadeForm)
  if (!form.ok)
    return data({ errors: form.errors, values: form.values, codes: null, next: "" }, { status: form.status })
  const { name, passkey } = form.value
  const outcome = await attempt(() =>
    addPasskey(context.runtime, {
      userId,
      sessionId,
      name,
      answer: passkey,
      site: siteOf(request, context),
    }),
  )
  if (!outcome.ok)
    return data(
      { errors: outcome.errors, values: { name }, codes: null, next: "" },
      { status: outcome.status },
    )
  const headers = { "Set-Cookie": await sessionStarted(context, outcome.value.sessionId) }
  const next = afterSetUp(request)
  const { codes } = outcome.value
  // Told in this answer and nowhere else.
  if (codes) return data({ errors: {}, values: {}, codes, next }, { headers })
  return redirect(next === paths.account() ? paths.account({ xong: "khoa" }) : next, { headers })
}

export default function AddPasskey() {
  const { userId, isAsked, name, options, codePage } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.codes)
    return <RecoveryCodes title="Đã thêm khóa truy cập" codes={answer.codes} next={answer.next} />
  return (
    <div className="narrow">
      <h1>Thêm khóa truy cập</h1>
      <p>
        {isAsked
          ? `Vai trò của «${userId}» phải xác thực hai bước. Đăng ký một khóa rồi vào làm việc.`
          : `Thêm bước hai cho «${userId}»: ngoài mật khẩu, mỗi lần đăng nhập dùng khóa này.`}{" "}
        Khóa nằm trên máy của bạn (vân tay, khuôn mặt, mã PIN) hoặc trên khóa USB; nó chỉ trả lời đúng trang
        này, nên không thể bị lừa đọc sang trang giả.
      </p>
      <PasskeyForm
        act="add"
        options={options}
        label="Thêm khóa truy cập"
        errors={answer?.errors}
        values={{ name, ...answer?.values, passkey: "" }}
      >
        <TextField
          name="name"
          label="Tên của khóa"
          description="Để nhận ra khóa nào khi cần xóa."
          required
          maxLength={60}
        />
      </PasskeyForm>
      <p>
        Máy không có khóa? <a href={codePage}>Cài mã 6 số trên điện thoại</a>.
      </p>
    </div>
  )
}
