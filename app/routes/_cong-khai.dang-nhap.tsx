import { Alert, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react"
import { z } from "zod"
import { signIn } from "#workflows/identity/sign-in.server.ts"
import { IconLogin2 } from "../components/icons.ts"
import { TrainingSignIns } from "../components/training-sign-ins.tsx"
import { pageTitle } from "../components/words.ts"
import { HiddenField, PasswordField, TextField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt } from "../http/attempt.ts"
import { waitsForFirstSetup } from "../http/first-setup.server.ts"
import { parseForm } from "../http/parse-form.ts"
import { localPath, paths } from "../http/paths.ts"
import { findActor, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { trainingSignIns } from "../http/training-sign-ins.server.ts"

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
  return { returnTo, signIns: await trainingSignIns(context) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await parseForm(request, SignInForm)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { userId, password, returnTo } = form.value
  const previousSessionId = await sessionIdOf(request, context)
  const outcome = await attempt(() =>
    signIn(context.runtime, { userId, password, address: context.address, previousSessionId }),
  )
  if (!outcome.ok)
    return data({ errors: outcome.errors, values: { userId, returnTo } }, { status: outcome.status })
  return redirect(localPath(returnTo, paths.myWork()), {
    headers: { "Set-Cookie": await sessionStarted(context, outcome.value.sessionId) },
  })
}

export default function SignIn() {
  const { returnTo, signIns } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  // One click on a training sign-in opens this page again with the name in the address: no script needed.
  const chosenId = useSearchParams()[0].get("nguoi")
  const chosen = signIns.find(({ userId }) => userId === chosenId)
  return (
    <Stack gap="xl">
      <Stack gap="md" maw={420}>
        <Title order={1}>Đăng nhập</Title>
        <Text>Dành cho cán bộ, công chức được giao rà soát và công bố danh mục.</Text>
        <ZodForm
          key={chosen?.userId ?? ""}
          schema={SignInForm}
          errors={answer?.errors}
          defaultValues={{
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
          <SubmitButton leftSection={<IconLogin2 size={18} aria-hidden />}>Đăng nhập</SubmitButton>
        </ZodForm>
        {signIns.length === 0 ? (
          <Alert color="office" variant="outline" title="Quên mật khẩu?">
            Liên hệ quản trị hệ thống của đơn vị để được cấp lại.
          </Alert>
        ) : null}
      </Stack>
      {signIns.length > 0 ? <TrainingSignIns signIns={signIns} returnTo={returnTo} /> : null}
    </Stack>
  )
}
