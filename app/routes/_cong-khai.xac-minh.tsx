import { Button, Group, Stack, TextInput, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { findByReference, verifyUpload } from "#workflows/public-catalogue/verify-upload.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { FoundEditions, VerdictReport } from "../components/verify/verdict.tsx"
import { VerifyForm } from "../components/verify/verify-form.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("Xác minh quyết định")

/** What is checked here is nobody's to keep. */
export const headers = () => ({ "Cache-Control": "no-store" })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const asked = (new URL(request.url).searchParams.get("so") ?? "").trim().slice(0, 200)
  return { asked, found: asked === "" ? null : await findByReference(context.runtime, asked) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const upload = await readUpload(request, UPLOADS.verification)
  if (!upload.ok) return refused(upload.message, upload.status)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp PDF của quyết định hoặc phụ lục rồi gửi lại.", 400)
  const outcome = await attempt(() => verifyUpload(context.runtime, file))
  return outcome.ok ? data({ error: "", upload: outcome.value }) : refused(outcome.message, outcome.status)
}

const refused = (error: string, status: number) => data({ error, upload: null }, { status })

export default function VerifyDecision() {
  const { asked, found } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <div>
        <PageHeader
          title="Xác minh quyết định"
          lead="Kiểm tra tệp quyết định hoặc phụ lục có đúng là văn bản đã ký, đã phát hành và còn nguyên vẹn hay không."
        />
        <VerifyForm error={answer?.error} />
      </div>
      {answer?.upload ? <VerdictReport key={answer.upload.sha256} upload={answer.upload} /> : null}
      <section aria-labelledby="tra-so">
        <Title order={2} id="tra-so" mb="xs">
          Tra theo số quyết định hoặc mã băm
        </Title>
        <Form method="get" role="search" aria-label="Tra theo số quyết định hoặc mã băm">
          <Group align="flex-end" gap="sm" mb="md">
            <TextInput
              name="so"
              label="Số quyết định, mã danh mục hoặc mã băm (SHA-256)"
              defaultValue={asked}
              maxLength={200}
              maw={480}
              style={{ flex: "1 1 16rem" }}
            />
            <Button type="submit" variant="default">
              Tra
            </Button>
          </Group>
        </Form>
        {found ? <FoundEditions found={found} asked={asked} /> : null}
      </section>
    </Stack>
  )
}
