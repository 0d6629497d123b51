import { Anchor, Text } from "@mantine/core"
import { IconDatabaseImport } from "../../components/icons.ts"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { paths } from "../../http/paths.ts"
import { UPLOADS } from "../../http/upload-limits.ts"

/** Chooses a file for the register; nothing is taken before it has been looked at. */
export function RegisterUpload({ error }: { error: string | undefined }) {
  return (
    <UploadForm limit={UPLOADS.register} label="Gửi tệp để xem trước" error={error}>
      <FileField
        label="Tệp dữ liệu"
        note="Mã thủ tục trong bảng tính phải để dạng văn bản (1.001230), không để dạng số."
        required
      />
      <Text size="sm">
        <Anchor href={paths.importTemplate()} underline="always">
          Tải mẫu danh sách (.xlsx)
        </Anchor>
        . Danh sách theo mẫu khác cũng đọc được: hệ thống cho xem cách hiểu từng cột trước khi nhập.
      </Text>
      <UploadButton leftSection={<IconDatabaseImport size={18} aria-hidden />} busy="Đang đọc và so với sổ…">
        Xem trước
      </UploadButton>
    </UploadForm>
  )
}
