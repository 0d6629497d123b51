import { Box } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import type { RecoveryNotice } from "#workflows/screens/recovery-page.server.ts"
import { paths } from "../http/paths.ts"
import { Notice } from "./catalogue/facts.tsx"

/** On every page of the office while a restored store is not settled with the world. */
export function RecoveryBanner({ recovery }: { recovery: RecoveryNotice }) {
  return (
    <Box mb="md" component="section" aria-label="Sau phục hồi dữ liệu">
      <Notice tone="bad" title="Dữ liệu vừa được phục hồi, chưa đối chiếu xong.">
        Bản sao lưu lúc {formatInstant(new Date(recovery.backupMadeAt))}. Chưa trình ký, ký, cấp số, đóng dấu,
        phát hành, gửi cổng được.{" "}
        {recovery.maySettle ? (
          <Link to={paths.recovery()}>Đối chiếu sau phục hồi</Link>
        ) : (
          "Văn thư hoặc quản trị hệ thống đối chiếu ở trang «Sau phục hồi»."
        )}
      </Notice>
    </Box>
  )
}
