import { Alert, Button, Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { EVIDENCE_KIND_LABELS, MATCH_STATES } from "#models/evidence-list/evidence-list.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  decideEvidence,
  getEvidencePage,
  importEvidenceList,
} from "#workflows/evidence/evidence-lists.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Day } from "../../components/values.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { listQuery, pageNumber } from "../../http/list-query.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { isUpload, readUpload } from "../../http/read-upload.server.ts"
import { requireActor, requirePermission } from "../../http/require-actor.server.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import { EvidenceFields } from "./evidence-form.ts"
import { EvidenceUpload } from "./evidence-upload.tsx"
import { NameMatches } from "./name-matches.tsx"

export const meta = () => pageTitle("Danh sách đối chiếu")

const Query = z.object({
  state: z.enum(MATCH_STATES).catch("PROPOSED").default("PROPOSED"),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return { ...query, ...(await read(() => getEvidencePage(context.runtime, { ...query, actor }))) }
}

const Decision = z.object({
  intent: z.enum(["CONFIRMED", "REJECTED"], "Hãy bấm một trong hai nút."),
  matches: z.array(z.string().max(200)).max(200).default([]),
})

const refused = (error: string, status: number, values: Record<string, string> = {}) =>
  data({ error, done: "", values }, { status })

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "evidence.import")
  if (!isUpload(request)) {
    const form = await parseForm(request, Decision)
    if (!form.ok) return refused(Object.values(form.errors).flat().join(" "), form.status)
    const { intent: state, matches: matchIds } = form.value
    const outcome = await attempt(() => decideEvidence(context.runtime, { matchIds, state, actor }))
    return outcome.ok ? redirect(paths.evidence()) : refused(outcome.message, outcome.status)
  }
  const upload = await readUpload(request, UPLOADS.evidence)
  const { fields } = upload
  if (!upload.ok) return refused(upload.message, upload.status, fields)
  const { file } = upload
  const form = EvidenceFields.safeParse(fields)
  if (!form.success) return refused(form.error.issues.map(({ message }) => message).join(" "), 400, fields)
  if (!file) return refused("Chưa chọn tệp. Hãy chọn danh sách rồi gửi lại.", 400, fields)
  const outcome = await attempt(() =>
    importEvidenceList(context.runtime, { form: form.data, fileName: file.name, bytes: file.bytes, actor }),
  )
  if (!outcome.ok) return refused(outcome.message, outcome.status, fields)
  const { rows, byCode, byName } = outcome.value
  const n = formatNumber
  return data({
    error: "",
    values: {},
    done: `Đã nhập ${n(rows)} dòng: ${n(byCode)} dòng khớp theo mã, ${n(byName)} dòng gần giống tên chờ xác nhận, ${n(rows - byCode - byName)} dòng không thuộc thủ tục nào trong sổ.`,
  })
}

export default function EvidenceLists() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Danh sách đối chiếu"
        lead="Mức độ mà tỉnh khác đã công bố, danh mục đủ điều kiện của các Bộ, số hồ sơ đã tiếp nhận: hiện cạnh gợi ý để tham khảo, không phải căn cứ pháp lý."
        actions={
          <Button component={Link} to={paths.levelAgreement()} variant="default">
            Mức độ của tỉnh và trung ương
          </Button>
        }
      />
      {answer?.done ? (
        <Alert color="office" variant="outline" role="status" title="Đã nhập danh sách">
          {answer.done}
        </Alert>
      ) : null}
      <DataTable
        caption="Các danh sách đã nhập"
        rows={page.lists}
        rowKey={(list) => list.id}
        empty={
          <EmptyState title="Chưa có danh sách nào">
            Nhập danh sách của tỉnh khác hoặc của Bộ ở dưới.
          </EmptyState>
        }
        columns={[
          { key: "issuer", header: "Nơi công bố", isRowHeader: true, cell: (list) => list.issuer },
          { key: "kind", header: "Loại", cell: (list) => EVIDENCE_KIND_LABELS[list.kind] },
          { key: "day", header: "Ngày công bố", cell: (list) => <Day day={list.publishedOn} /> },
          { key: "source", header: "Nguồn", cell: (list) => list.source },
          { key: "rows", header: "Số dòng", align: "end", cell: (list) => formatNumber(list.rows) },
        ]}
      />
      {page.mayImport ? <EvidenceUpload error={answer?.error} values={answer?.values} /> : null}
      <NameMatches page={page} />
    </Stack>
  )
}
