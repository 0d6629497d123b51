import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { ownSteps } from "#workflows/identity/account.server.ts"
import { proveAgain, provesByPassword } from "#workflows/identity/proof.server.ts"
import { provesBySignOn } from "#workflows/identity/sign-on.server.ts"
import { askPasskey } from "#workflows/identity/spend-factor.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { findSessionUser, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { siteOf } from "../http/site.server.ts"
import { PasswordField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { Notice } from "../public/notice.tsx"
import { PasskeyForm } from "../public/passkey-form.tsx"

export const meta = () => pageTitle("Xác nhận lại")

const ProofForm = z.object({
  answer: z.string().min(1, "Nhập mật khẩu hoặc mã xác thực.").max(200, "Dài quá."),
})

const KeyForm = z.object({ passkey: z.string().max(60_000, "Câu trả lời của khóa dài quá.") })

const backTo = (request: Request) =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.myWork())

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const userId = await findSessionUser(request, context)
  if (!userId) throw redirect(paths.signIn(backTo(request)))
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const mayAskThere = await provesBySignOn(context.runtime, { userId, sessionId })
  const { codeSince } = await ownSteps(userId)
  const options = await askPasskey(context.runtime, { userId, sessionId, site: siteOf(request, context) })
  return {
    userId,
    asks: codeSince
      ? ("CODE" as const)
      : options
        ? ("RECOVERY" as const)
        : (await provesByPassword(context.runtime, userId))
          ? ("PASSWORD" as const)
          : ("NOTHING" as const),
    options,
    signOn: mayAskThere ? (context.runtime.signOn?.label ?? null) : null,
    returnTo: backTo(request),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const userId = await findSessionUser(request, context)
  const sessionId = await sessionIdOf(request, context)
  if (!userId || !sessionId) throw redirect(paths.signIn(backTo(request)))
  const sent = await readForm(request)
  const form = await parseSent(sent, "passkey" in sent.fields ? KeyForm : ProofForm)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const outcome = await attempt(() =>
    proveAgain(context.runtime, {
      userId,
      sessionId,
      address: context.address,
      given:
        "answer" in form.value
          ? { password: form.value.answer }
          : { passkey: form.value.passkey, site: siteOf(request, context) },
    }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors }, { status: outcome.status })
  return redirect(backTo(request), {
    headers: { "Set-Cookie": await sessionStarted(context, outcome.value) },
  })
}

export default function ProveAgain() {
  const { userId, asks, options, signOn, returnTo } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="narrow">
      <h1>Xác nhận lại</h1>
      <p>
        Việc này có hiệu lực ngay hoặc không lấy lại được, nên cần biết chắc người đang ngồi máy là «{userId}
        ». Nội dung vừa nhập (trừ tệp) vẫn được giữ; sau khi xác nhận hãy gửi lại.
      </p>
      {signOn ? (
        <>
          <p>
            <a className="button" href={paths.signOnAgain(returnTo)}>
              Xác nhận bằng {signOn}
            </a>
          </p>
          {asks === "PASSWORD" ? <p>Hoặc bằng mật khẩu ở hệ thống này, nếu có:</p> : null}
        </>
      ) : null}
      {options ? (
        <>
          <PasskeyForm act="use" options={options} label="Dùng khóa truy cập" />
          <h2>Không có khóa ở đây?</h2>
        </>
      ) : null}
      {asks === "NOTHING" ? (
        <Notice tone="warn" title="Vai trò của bạn phải xác thực hai bước.">
          Mật khẩu thôi chưa đủ. {signOn ? "Không xác nhận ở đó được: đăng" : "Đăng"} xuất rồi đăng nhập lại,
          hệ thống sẽ dẫn tới trang cài bước hai.
        </Notice>
      ) : (
        <PublicForm errors={answer?.errors} label="Xác nhận lại">
          {asks !== "PASSWORD" ? (
            <TextField
              name="answer"
              label={asks === "CODE" ? "Mã 6 số đang hiện trên máy của bạn" : "Mã dự phòng"}
              autoComplete="one-time-code"
              required
            />
          ) : (
            <PasswordField name="answer" label="Mật khẩu" autoComplete="current-password" required />
          )}
          <button type="submit">Xác nhận</button>
        </PublicForm>
      )}
    </div>
  )
}
