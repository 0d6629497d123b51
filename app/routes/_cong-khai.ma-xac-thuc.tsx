import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { hasSecondStep } from "#models/user/user.ts"
import { ownSteps } from "#workflows/identity/account.server.ts"
import { finishSignIn, userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import { askPasskey } from "#workflows/identity/spend-factor.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { deviceNoted } from "../http/known-device.server.ts"
import { localPath } from "../http/local-path.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { siteOf } from "../http/site.server.ts"
import { TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { PasskeyForm } from "../public/passkey-form.tsx"

export const meta = () => pageTitle("Xác thực hai bước")

const CodeForm = z.object({ code: z.string().trim().min(1, "Nhập mã.").max(40, "Mã quá dài.") })
const KeyForm = z.object({ passkey: z.string().max(60_000, "Câu trả lời của khóa dài quá.") })

const askedFor = (request: Request) =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.myWork())

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const sessionId = await sessionIdOf(request, context)
  const user = sessionId && (await userAwaitingFactor(context.runtime, sessionId))
  if (!user) throw redirect(paths.signIn(askedFor(request)))
  // Asked of by a role, and not set up yet.
  if (!hasSecondStep(user)) throw redirect(paths.secondFactor(askedFor(request)))
  const { codeSince, recoveryLeft } = await ownSteps(user.id)
  const site = siteOf(request, context)
  return {
    userId: user.id,
    left: recoveryLeft,
    asksCode: codeSince !== null,
    options: await askPasskey(context.runtime, { userId: user.id, sessionId, site }),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const user = await userAwaitingFactor(context.runtime, sessionId)
  const sent = await readForm(request)
  const form = await parseSent(sent, "passkey" in sent.fields ? KeyForm : CodeForm)
  if (!form.ok) return data({ errors: form.errors }, { status: form.status })
  const outcome = await attempt(() =>
    finishSignIn(context.runtime, {
      sessionId,
      given:
        "code" in form.value
          ? { code: form.value.code }
          : { passkey: form.value.passkey, site: siteOf(request, context) },
      address: context.address,
    }),
  )
  if (!outcome.ok) return data({ errors: outcome.errors }, { status: outcome.status })
  const headers = new Headers({ "Set-Cookie": await sessionStarted(context, outcome.value) })
  headers.append("Set-Cookie", await deviceNoted(request, context, user?.id ?? ""))
  return redirect(askedFor(request), { headers })
}

export default function SecondStep() {
  const { userId, left, asksCode, options } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="narrow">
      <h1>Xác thực hai bước</h1>
      {options ? (
        <>
          <p>Dùng khóa truy cập của «{userId}» trên máy này, hoặc cắm khóa USB rồi chạm vào.</p>
          <PasskeyForm act="use" options={options} label="Dùng khóa truy cập" />
          <h2>Không có khóa ở đây?</h2>
        </>
      ) : null}
      {asksCode ? <p>Nhập mã đang hiện trong ứng dụng xác thực trên máy của «{userId}».</p> : null}
      <PublicForm errors={answer?.errors} label="Xác thực hai bước">
        <TextField
          name="code"
          label={asksCode ? "Mã 6 số" : "Mã dự phòng"}
          description={
            left > 0
              ? `${asksCode ? "Mất máy: nhập" : "Nhập"} một mã dự phòng đã cất (còn ${left} mã).`
              : "Mất máy: đề nghị quản trị cấp lại mật khẩu."
          }
          autoComplete="one-time-code"
          required
        />
        <button type="submit">Xác nhận</button>
      </PublicForm>
    </div>
  )
}
