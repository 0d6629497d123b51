import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react"
import { z } from "zod"
import { isAllowed } from "#workflows/permissions.ts"
import { askCorrection } from "#workflows/personal-data/ask-correction.server.ts"
import { getOwnFile } from "#workflows/screens/personal-file.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { PersonalFileView } from "../components/personal-data/personal-file.tsx"
import { pageTitle } from "../components/words.ts"
import { TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Dữ liệu của tôi")

const Wrong = z.object({
  words: z
    .string()
    .trim()
    .min(10, "Ghi rõ chỗ sai và viết lại cho đúng (ít nhất 10 ký tự).")
    .max(1000, "Viết trong 1.000 ký tự."),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return {
    file: await read(() => getOwnFile(context.runtime, actor)),
    logLink: isAllowed(actor, "audit.view"),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Wrong)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(() => askCorrection(context.runtime, { ...form.value, actor }))
  return outcome.ok
    ? redirect(`${paths.ownFile()}?xong=de-nghi`)
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function OwnData() {
  const { file, logLink } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [asked] = useSearchParams()
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.account(), label: "Tài khoản của tôi" }}
        title="Dữ liệu của tôi"
        lead="Mọi thứ hệ thống giữ về bạn. Giữ để làm gì, trong bao lâu và theo căn cứ nào: xem trang Dữ liệu cá nhân."
        actions={
          <Group gap="sm">
            <Button component="a" href={paths.ownFile("/tai-ve")} download variant="default">
              Tải về (JSON)
            </Button>
            <Button component="a" href={paths.personalData()} variant="default">
              Dữ liệu cá nhân
            </Button>
          </Group>
        }
      />
      {!answer && asked.get("xong") === "de-nghi" ? (
        <div role="alert">
          <Notice tone="good" title="Đã gửi đề nghị sửa">
            Quản trị nhận được trong hộp thông báo. Mỗi thay đổi do người thứ hai xác nhận.
          </Notice>
        </div>
      ) : null}
      <PersonalFileView file={file} logLink={logLink} />
      <section aria-labelledby="sua">
        <Title order={2} size="h3" id="sua" mb="xs">
          Có gì sai?
        </Title>
        <Text maw={640} mb="sm">
          Mật khẩu, bước hai, bộ lọc, tùy chọn thông báo bạn tự sửa. Họ tên, vai trò, thư công vụ do quản trị
          sửa: ghi chỗ sai ở đây.
        </Text>
        <ZodForm
          schema={Wrong}
          label="Đề nghị sửa dữ liệu cá nhân"
          errors={answer?.errors}
          defaultValues={{ words: "", ...answer?.values }}
        >
          <TextAreaField
            name="words"
            label="Chỗ sai và cách viết đúng"
            required
            autosize
            minRows={2}
            maw={640}
          />
          <SubmitButton>Đề nghị sửa dữ liệu cá nhân</SubmitButton>
        </ZodForm>
      </section>
    </Stack>
  )
}
