import { Button, Stack, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"
import { BASICS_FORM, BasicsForm } from "../../components/reorganisation/basics-form.tsx"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { UPLOADS } from "../../http/upload-limits.ts"
import { IssuerForm } from "./issuer-form.tsx"
import { PlanForms } from "./plan-forms.tsx"
import { RemoveRow } from "./remove-row.tsx"

type PlanSectionProps = { page: ReorganisationPage; values: Record<string, unknown> }

/** The plan itself, and the forms that write it while it is a draft. */
export function PlanSection({ page, values }: PlanSectionProps) {
  const { plan, may, revision } = page
  const rows = [...plan.others, ...plan.successions]
  return (
    <Stack gap="md" component="section" aria-labelledby="phuong-an">
      <Title order={2} id="phuong-an" size="h3">
        Phương án
      </Title>
      <Text>
        {formatNumber(plan.successions.length)} dòng kế thừa, {formatNumber(plan.newUnits)} đơn vị mới,{" "}
        {formatNumber(plan.others.length)} quyết định khác.
      </Text>
      {may.edit ? (
        <>
          <UploadForm limit={UPLOADS.successions} label="Gửi bảng kế thừa" error={undefined}>
            <input type="hidden" name="revision" value={revision} />
            <FileField
              label="Bảng kế thừa"
              note="Cột: Mã cũ, Tên cũ, Mã mới, Tên mới, Phạm vi (toàn bộ hoặc một phần). Được so sánh trước khi nhận."
              required
            />
            <UploadButton busy="Đang đọc và so sánh bảng…" variant="default">
              Gửi để so sánh
            </UploadButton>
          </UploadForm>
          <Form method="post" aria-label="Lấy đơn vị kế thừa đã khai">
            <input type="hidden" name="revision" value={revision} />
            <Button type="submit" name="intent" value="known.take" variant="default">
              Lấy đơn vị kế thừa đã khai
            </Button>
          </Form>
          <PlanForms page={page} values={values} />
          <IssuerForm page={page} />
          <details open={values["intent"] === "basics"}>
            <summary>Sửa tên, ngày, văn bản làm căn cứ</summary>
            <BasicsForm
              label="Sửa việc sắp xếp"
              key={revision}
              id={BASICS_FORM}
              values={{
                ...page.basics,
                ...(values["intent"] === "basics" ? values : {}),
                seen: JSON.stringify(page.basics),
              }}
              errors={undefined}
              revision={revision}
            />
          </details>
        </>
      ) : null}
      <details open={rows.length <= 20}>
        <summary>Các dòng của phương án</summary>
        <DataTable
          caption="Các dòng của phương án"
          rows={rows}
          rowKey={({ row }) => row}
          empty={<EmptyState title="Chưa có dòng nào">Gửi bảng kế thừa hoặc ghi từng đơn vị.</EmptyState>}
          columns={[
            { key: "text", header: "Nội dung", isRowHeader: true, cell: ({ text }) => text },
            { key: "note", header: "Phạm vi, lý do", cell: ({ note }) => note || "–" },
            ...(may.edit
              ? [
                  {
                    key: "remove",
                    header: "Bỏ dòng",
                    cell: ({ row, text }: { row: string; text: string }) => (
                      <RemoveRow revision={revision} row={row} label={`Bỏ: ${text}`} />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </details>
    </Stack>
  )
}
