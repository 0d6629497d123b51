import { Anchor, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import {
  getUnitSheetComparison,
  receiveUnitSheet,
  takeUnitSheet,
} from "#workflows/unit-sheet/unit-sheet.server.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { isUpload, readUpload } from "../../http/read-upload.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import { SheetComparison } from "./sheet-comparison.tsx"
import { SheetResult } from "./sheet-result.tsx"
import { SheetUpload } from "./sheet-upload.tsx"

export const meta = () => pageTitle("Điền đăng ký bằng bảng tính")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const sheetId = new URL(request.url).searchParams.get("tep")
  if (!sheetId) return { sheetId, comparison: null }
  const comparison = await read(() => getUnitSheetComparison(context.runtime, { sheetId, actor }))
  return { sheetId, comparison }
}

const Confirm = z.object({
  sheetId: z.uuid("Không rõ tệp nào. Hãy gửi lại tệp."),
  intent: z.enum(["save", "submit"], "Hãy bấm một trong hai nút."),
})

const refused = (message: string, status: number) => data({ error: message, outcome: null }, { status })

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  if (isUpload(request)) {
    const upload = await readUpload(request, UPLOADS.unitSheet)
    if (!upload.ok) return refused(upload.message, upload.status)
    const { file } = upload
    if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp đã điền rồi gửi lại.", 400)
    const outcome = await attempt(() =>
      receiveUnitSheet(context.runtime, { fileName: file.name, bytes: file.bytes, actor }),
    )
    return outcome.ok ? redirect(paths.unitSheet(outcome.value)) : refused(outcome.message, outcome.status)
  }
  const form = await parseForm(request, Confirm)
  if (!form.ok) return refused(Object.values(form.errors).flat().join(" "), form.status)
  const { sheetId, intent } = form.value
  const outcome = await attempt(() =>
    takeUnitSheet(context.runtime, { sheetId, submit: intent === "submit", actor }),
  )
  return outcome.ok
    ? data({ error: undefined, outcome: outcome.value })
    : refused(outcome.message, outcome.status)
}

export default function UnitSheetScreen() {
  const { sheetId, comparison } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Điền đăng ký bằng bảng tính"
        lead="Tải danh sách của đơn vị về, điền khi không có mạng, rồi gửi lại: mọi thay đổi được so sánh trước khi nhận."
        back={{ to: paths.appraisal(), label: "Đăng ký của đơn vị" }}
      />
      <section aria-labelledby="tai-ve">
        <Title order={2} size="h3" id="tai-ve">
          1. Tải danh sách
        </Title>
        <Text>
          <Anchor href={paths.unitSheetFile()}>Tải danh sách đang soạn của đơn vị (.xlsx)</Anchor>
        </Text>
      </section>
      <SheetUpload error={answer?.error} />
      {answer?.outcome ? <SheetResult outcome={answer.outcome} /> : null}
      {comparison && sheetId ? (
        <SheetComparison sheetId={sheetId} fileName={comparison.fileName} rows={comparison.rows} />
      ) : null}
    </Stack>
  )
}
