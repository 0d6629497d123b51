import { Checkbox, TextInput } from "@mantine/core"
import { IconDatabaseImport } from "../../components/icons.ts"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { UPLOADS } from "../../http/upload-limits.ts"

type RegisterUploadProps = {
  error: string | undefined
  /** What was said of a file that was not taken. */
  values: Record<string, string> | undefined
}

/** Chooses a file for the register and says how it is to be taken. */
export function RegisterUpload({ error, values = {} }: RegisterUploadProps) {
  return (
    <UploadForm limit={UPLOADS.register} label="Nhập tệp vào sổ thủ tục" error={error}>
      <FileField
        label="Tệp dữ liệu"
        note="Mã thủ tục trong bảng tính phải để dạng văn bản (1.001230), không để dạng số."
        required
      />
      <Checkbox
        name="partial"
        label="Nhận các dòng đúng, bỏ qua các dòng sai"
        description="Bỏ trống: chỉ cần một dòng sai là cả tệp không được nhận và sổ giữ nguyên."
        defaultChecked={values["partial"] === "on"}
      />
      <Checkbox
        name="whole"
        label="Tệp là toàn bộ danh sách thủ tục của tỉnh"
        description="Thủ tục đang có trong sổ mà không có trong tệp sẽ được hỏi có bãi bỏ hay không. Bỏ trống khi tệp chỉ là phần bổ sung."
        defaultChecked={values["whole"] === "on"}
      />
      <TextInput
        name="vanished"
        label="Số thủ tục không còn đã biết"
        description="Chỉ cần khi hệ thống hỏi: tệp thiếu hơn 5 % số thủ tục đang có."
        inputMode="numeric"
        defaultValue={values["vanished"]}
        maw={280}
      />
      <UploadButton
        leftSection={<IconDatabaseImport size={18} aria-hidden />}
        busy="Đang đọc và kiểm tra tệp…"
      >
        Nhập vào sổ
      </UploadButton>
    </UploadForm>
  )
}
