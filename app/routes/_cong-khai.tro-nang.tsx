import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { pageTitle } from "../components/words.ts"
import { paths } from "../http/paths.ts"
import { LOOKED_AT } from "../public/accessibility/looked-at.ts"
import { Facts } from "../public/facts.tsx"
import { PageHead } from "../public/page-head.tsx"

export const meta = () => pageTitle("Khả năng tiếp cận")

/** Cam kết về khả năng tiếp cận: how far everybody can use the pages, as the tests found it. */
export default function AccessibilityStatement() {
  const { day, rules, looked, left } = LOOKED_AT
  const faulty = looked.filter(({ isClean }) => !isClean)
  return (
    <>
      <PageHead
        title="Khả năng tiếp cận"
        lead="Viết từ kết quả kiểm tra tự động gần nhất, kể cả những gì chưa kiểm tra."
      />
      <Facts
        items={[
          ["Kiểm tra ngày", formatDay(day)],
          ["Theo quy tắc", rules],
          ["Đã xem", `${formatNumber(looked.length)} màn hình, ở bề rộng 1.280 và 320 điểm ảnh`],
          ["Không thấy lỗi", `${formatNumber(looked.length - faulty.length)} màn hình`],
          ["Còn lỗi", `${formatNumber(faulty.length)} màn hình`],
          ["Chưa xem", `${formatNumber(left.length)} màn hình`],
        ]}
      />
      <h2>Kiểm tra những gì</h2>
      <ul>
        <li>Nhãn, tương phản, thứ bậc tiêu đề, tên của nút và ô nhập, theo các quy tắc nêu trên.</li>
        <li>Phím đầu tiên dẫn thẳng tới nội dung chính, không phải đi qua trình đơn.</li>
        <li>Ở màn hình rộng 320 điểm ảnh không phải kéo ngang.</li>
        <li>Trang công khai dùng được khi trình duyệt tắt JavaScript.</li>
      </ul>
      <h2>Giới hạn đã biết</h2>
      <ul>
        <li>Kiểm tra tự động không thay được người dùng trình đọc màn hình thật; việc đó chưa làm.</li>
        <li>
          Quyết định, phụ lục dạng PDF có gắn thẻ; trang ảnh của văn bản khi ký không đọc được bằng giọng nói,
          bản dạng chữ nằm ngay bên cạnh.
        </li>
        {faulty.length > 0 ? <li>Còn lỗi ở: {faulty.map(({ pattern }) => pattern).join("; ")}.</li> : null}
        {left.length > 0 ? (
          <li>{formatNumber(left.length)} màn hình chưa có trong lần kiểm tra này, nêu ở cuối trang.</li>
        ) : null}
      </ul>
      <h2>Góp ý</h2>
      <p>
        Gặp chỗ khó dùng, hãy <a href={paths.sendRemark()}>gửi góp ý</a>; không cần tài khoản, và xem trả lời
        ở <a href={paths.lookUpRemark()}>trang trả lời góp ý</a>.
      </p>
      <Addresses title="Những màn hình đã xem" patterns={looked.map(({ pattern }) => pattern)} />
      <Addresses title="Những màn hình chưa xem" patterns={left} />
    </>
  )
}

function Addresses({ title, patterns }: { title: string; patterns: readonly string[] }) {
  return (
    <details>
      <summary>
        {title} ({formatNumber(patterns.length)})
      </summary>
      <ul>
        {patterns.map((pattern) => (
          <li key={pattern}>{pattern}</li>
        ))}
      </ul>
    </details>
  )
}
