import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react"
import { z } from "zod"
import { formatInstant } from "#models/shared/dates.ts"
import { signIn } from "#workflows/identity/sign-in.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { waitsForFirstSetup } from "../http/first-setup.server.ts"
import { sessionEndedAt } from "../http/kept-form.server.ts"
import { deviceNoted, isDeviceOf } from "../http/known-device.server.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { KEPT_MARK, paths } from "../http/paths.ts"
import { findActor, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { signOnLeave } from "../http/sign-on.server.ts"
import { trainingSignIns } from "../http/training-sign-ins.server.ts"
import { HiddenField, PasswordField, TextField } from "../public/fields.tsx"
import { PublicForm } from "../public/form.tsx"
import { Notice } from "../public/notice.tsx"
import { TrainingSignIns } from "../public/training-sign-ins.tsx"

export const meta = () => pageTitle("Đăng nhập")

const SignInForm = z.object({
  userId: z.string().trim().min(1, "Hãy nhập tên đăng nhập.").max(100, "Tên đăng nhập quá dài."),
  password: z.string().min(1, "Hãy nhập mật khẩu.").max(200, "Mật khẩu quá dài."),
  returnTo: z.string().max(2000).optional(),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  if (await waitsForFirstSetup(context)) throw redirect(paths.firstSetup())
  const returnTo = localPath(new URL(request.url).searchParams.get("returnTo"), paths.myWork())
  if (await findActor(request, context)) throw redirect(returnTo)
  const endedAt = await sessionEndedAt(request, context)
  const isSignedOut = new URL(request.url).searchParams.get("da-xuat") === "1"
  return {
    returnTo,
    signIns: await trainingSignIns(context),
    signOn: context.runtime.signOn?.label ?? null,
    isSignedOut,
    leaveAddress: isSignedOut ? await signOnLeave(request, context) : null,
    mayReset: context.runtime.mailer !== null,
    ended: endedAt && { at: endedAt, isKept: new URLSearchParams(returnTo.split("?")[1]).has(KEPT_MARK) },
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await parseForm(request, SignInForm)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { userId, password, returnTo } = form.value
  const previousSessionId = await sessionIdOf(request, context)
  const isKnownDevice = await isDeviceOf(request, context, userId)
  const outcome = await attempt(() =>
    signIn(context.runtime, {
      userId,
      password,
      address: context.address,
      previousSessionId,
      device: request.headers.get("User-Agent") ?? "",
      isKnownDevice,
    }),
  )
  if (!outcome.ok)
    return data({ errors: outcome.errors, values: { userId, returnTo } }, { status: outcome.status })
  const headers = new Headers()
  headers.append("Set-Cookie", await sessionStarted(context, outcome.value.sessionId))
  const next = localPath(returnTo, paths.myWork())
  if (outcome.value.owesFactor) return redirect(paths.secondStep(next), { headers })
  headers.append("Set-Cookie", await deviceNoted(request, context, outcome.value.userId))
  return redirect(next, { headers })
}

export default function SignIn() {
  const { returnTo, signIns, ended, mayReset, signOn, isSignedOut, leaveAddress } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  // One click on a training sign-in opens this page again with the name in the address: no script needed.
  const chosenId = useSearchParams()[0].get("nguoi")
  const chosen = signIns.find(({ userId }) => userId === chosenId)
  return (
    <>
      <div className="narrow">
        <h1>Đăng nhập</h1>
        <p>Dành cho cán bộ, công chức được giao rà soát và công bố danh mục.</p>
        {ended ? (
          <Notice tone="quiet" title={`Phiên làm việc đã hết lúc ${formatInstant(ended.at)}.`}>
            {ended.isKept ? "Nội dung vừa nhập còn giữ 24 giờ. " : ""}Đăng nhập lại để làm tiếp.
          </Notice>
        ) : null}
        {signOn && isSignedOut ? (
          <Notice tone="warn" title="Đã đăng xuất ở hệ thống này.">
            Phiên ở «{signOn}» vẫn còn. Máy dùng chung:{" "}
            {leaveAddress ? (
              <a href={leaveAddress}>đăng xuất cả ở {signOn}</a>
            ) : (
              "đăng xuất cả ở đó, hoặc đóng hết cửa sổ trình duyệt"
            )}
            .
          </Notice>
        ) : null}
        {signOn ? (
          <>
            <p>
              <a className="button" href={paths.signOn(returnTo)}>
                Đăng nhập bằng {signOn}
              </a>
            </p>
            <p>Hoặc bằng tên đăng nhập và mật khẩu ở hệ thống này:</p>
          </>
        ) : null}
        <PublicForm
          errors={answer?.errors}
          values={{
            userId: chosen?.userId ?? "",
            password: chosen?.password ?? "",
            returnTo,
            ...answer?.values,
          }}
        >
          <HiddenField name="returnTo" />
          <TextField
            name="userId"
            label="Tên đăng nhập"
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <PasswordField name="password" label="Mật khẩu" autoComplete="current-password" required />
          <button type="submit">Đăng nhập</button>
        </PublicForm>
        {signIns.length === 0 ? (
          <Notice tone="quiet" title="Quên mật khẩu?">
            {mayReset ? (
              <>
                <a href={paths.forgottenPassword()}>Nhận mã qua thư điện tử</a> để tự đặt lại, hoặc liên hệ
                quản trị hệ thống của đơn vị.
              </>
            ) : (
              "Liên hệ quản trị hệ thống của đơn vị để được cấp lại."
            )}
          </Notice>
        ) : null}
      </div>
      {signIns.length > 0 ? <TrainingSignIns signIns={signIns} returnTo={returnTo} /> : null}
    </>
  )
}
