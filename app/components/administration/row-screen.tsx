import { Anchor, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { useMemo } from "react"
import { type RowAct, rowFormOf } from "#workflows/administration/row-form.ts"
import type { RowPage } from "#workflows/screens/administration-pages.server.ts"
import { HiddenField, RadioField, TextAreaField } from "../../forms/fields.tsx"
import { TableFields } from "../../forms/table-fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { Conflict } from "../../http/attempt.ts"
import type { FieldErrors } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { ConflictNotice } from "../conflict-notice.tsx"
import { EmptyState } from "../empty-state.tsx"
import { PageHeader } from "../page-header.tsx"
import { ChangeList } from "./change-list.tsx"
import { tableHome } from "./table-home.ts"

type RowAnswer = {
  errors: FieldErrors
  values: Record<string, unknown>
  conflict?: Conflict | null
  message?: string
}

/** Of the form, for what stands outside it. */
const ROW_FORM = "bieu-mau-dong"

type RowScreenProps = { page: RowPage; answer: RowAnswer | undefined }

/** One row of a table: its form, which makes a draft, and what was changed of it before. */
export function RowScreen({ page, answer }: RowScreenProps) {
  const { table, key, title, history, mayDraft } = page
  return (
    <Stack gap="xl">
      <PageHeader
        title={key === null ? `Thêm: ${table.label}` : title}
        lead={table.lead}
        back={tableHome(table)}
      />
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message ?? ""}
          form={{ id: ROW_FORM, button: { label: "Lưu bản đã chọn" } }}
          reloadTo={key === null ? paths.newRow(table.id) : paths.row(table.id, key)}
        />
      ) : null}
      {table.id === "cong" && key !== null ? (
        <Anchor component={Link} to={paths.portalTest(page.values.id ?? "")}>
          Thử kết nối tới cổng này
        </Anchor>
      ) : null}
      {mayDraft ? (
        <RowForm page={page} answer={answer} />
      ) : (
        <Text>Chỉ quản trị hệ thống soạn thay đổi; dòng không còn trong bảng thì không sửa được.</Text>
      )}
      {key === null ? null : (
        <div>
          <Title order={2} size="h3" id="lich-su" mb="xs">
            Các lần thay đổi
          </Title>
          <ChangeList
            caption="Các lần thay đổi của dòng này"
            changes={history}
            empty={
              <EmptyState title="Chưa thay đổi lần nào">Dòng này còn như khi nạp dữ liệu ban đầu.</EmptyState>
            }
          />
        </div>
      )}
    </Stack>
  )
}

function RowForm({ page, answer }: RowScreenProps) {
  const { table, key, values, seen, options } = page
  const schema = useMemo(() => rowFormOf(table.fields), [table.fields])
  const acts = actsOf(page)
  return (
    <ZodForm
      id={ROW_FORM}
      schema={schema}
      errors={answer?.errors}
      defaultValues={{
        act: acts[0]?.value,
        seen,
        reason: "",
        cells: values,
        ...answer?.values,
        ...answer?.conflict?.made?.against,
      }}
      label="Soạn thay đổi"
    >
      <HiddenField name="seen" />
      {key === null ? (
        <HiddenField name="act" />
      ) : (
        <RadioField name="act" label="Cách thay đổi" required options={acts} />
      )}
      <TableFields fields={table.fields} options={options} />
      <TextAreaField
        name="reason"
        label="Lý do, căn cứ của thay đổi"
        description="Số, ngày văn bản làm căn cứ; người xác nhận và nhật ký đều thấy."
        required
        rows={2}
      />
      <SubmitButton>Lưu dự thảo, xem tác động</SubmitButton>
    </ZodForm>
  )
}

type ActOption = { value: RowAct; label: string; description: string }

function actsOf({ table, key }: RowPage): ActOption[] {
  if (key === null) return [{ value: "ADD", label: "Thêm", description: "" }]
  const correct: ActOption = {
    value: "CORRECT",
    label: "Sửa dòng này, hoặc ghi ngày cuối",
    description: "Các ô dùng để gọi tên dòng giữ nguyên.",
  }
  const succeed: ActOption = {
    value: "SUCCEED",
    label: "Nối tiếp bằng dòng mới từ một ngày",
    description: "Dòng đang có kết thúc hôm trước; dòng mới bắt đầu từ «Từ ngày» ghi ở dưới.",
  }
  const remove: ActOption = {
    value: "REMOVE",
    label: "Xóa",
    description: "Chỉ dòng chưa tới ngày; dòng đã có hiệu lực thì ghi ngày cuối.",
  }
  return [correct, ...(table.canSucceed ? [succeed] : []), remove]
}
