import { formatNumber } from "#models/shared/numbers.ts"
import { paths } from "../../http/paths.ts"
import { Notice } from "../notice.tsx"

/** Where a file stands that was sent to be checked, and the button that waits for its answer. */
export function VerificationTurn({ ticket, ahead }: { ticket: string; ahead: number }) {
  return (
    <>
      <Notice
        tone="quiet"
        title={
          ahead === 0
            ? "Tệp của bạn đang được kiểm tra"
            : `Tệp của bạn đã nhận; còn ${formatNumber(ahead)} tệp được kiểm tra trước`
        }
      >
        Không cần gửi lại. Kết quả giữ nhiều nhất 10 phút, chỉ mở được bằng địa chỉ của trang này.
      </Notice>
      <form method="get" aria-label="Xem kết quả kiểm tra">
        <input type="hidden" name="phieu" value={ticket} />
        <button type="submit">Xem kết quả</button>
      </form>
      <p>
        <a href={paths.verify()}>Kiểm tra tệp khác</a>
      </p>
    </>
  )
}
