import { Button, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { dayOf } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { testPortal } from "#workflows/administration/test-portal.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thử kết nối cổng")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "administration.draft")
  const portals = await context.runtime.reference.portalTargetsOn(dayOf(context.runtime.clock.now()))
  const portal = await read(() => {
    const found = portals.find(({ id }) => id === params.portalId)
    if (found) return found
    throw new NotFoundError("Hôm nay không có cổng nào mang mã này. Chọn cổng từ bảng «Cổng nhận bản ghi».")
  })
  return { portalId: portal.id }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "administration.draft")
  await readForm(request)
  const portalId = params.portalId ?? ""
  const outcome = await attempt(() => testPortal(context.runtime, { portalId, actor }))
  return outcome.ok
    ? data(outcome.value)
    : data({ ok: false, message: outcome.message }, { status: outcome.status })
}

export default function PortalTest() {
  const { portalId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="md" maw={760}>
      <PageHeader
        title={`Thử kết nối: ${portalId}`}
        lead="Hỏi cổng một bản ghi không có thật, theo địa chỉ và khóa đang dùng hôm nay; không gửi và không đổi gì."
        back={{ to: paths.table("cong"), label: "Cổng nhận bản ghi" }}
      />
      {answer ? (
        <div role="status">
          <Notice
            tone={answer.ok ? "good" : "bad"}
            title={answer.ok ? "Kết nối được." : "Không kết nối được."}
          >
            {answer.message}
          </Notice>
        </div>
      ) : null}
      <Text>Khóa truy cập của cổng đặt ở cấu hình máy chủ (PORTAL_TOKENS), không nằm trong dữ liệu.</Text>
      <Form method="post">
        <Button type="submit">Thử kết nối</Button>
      </Form>
    </Stack>
  )
}
