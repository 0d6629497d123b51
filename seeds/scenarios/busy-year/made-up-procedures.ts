import { stringify } from "csv-stringify/sync"

/** Fields whose work every province has of its own, and who does it there. */
const OWN_WORK = [
  ["Công tác dân tộc", "G21-DTTG01", "Ban Dân tộc"],
  ["Thanh tra", "G22-TT01", "Thanh tra tỉnh"],
  ["Khu công nghiệp", "G05-KCN", "Ban Quản lý các khu công nghiệp tỉnh"],
  ["Lưu trữ", "G09-NV13", "Sở Nội vụ"],
] as const

const HEADINGS = [
  "Mã TTHC",
  "Tên TTHC",
  "Lĩnh vực",
  "Mã lĩnh vực",
  "Cấp thực hiện",
  "Cơ quan công khai",
  "Cơ quan thực hiện",
  "QĐ Công bố",
  "Cách thức thực hiện",
  "Thời hạn giải quyết",
  "Lệ phí",
  "Thành phần hồ sơ",
  "Kết quả",
  "Căn cứ pháp lý",
  "Trình tự",
]

/** A list of so many procedures that exist nowhere: what a busy province has beyond the nation's list. Each is one service. */
export const madeUpProcedures = (count: number): Uint8Array =>
  new TextEncoder().encode(
    stringify(
      Array.from({ length: count }, (_, index) => {
        const [field, code, agency] = OWN_WORK[index % OWN_WORK.length] ?? OWN_WORK[0]
        return [
          `9.${String(900_001 + index)}`,
          `Hỗ trợ theo chính sách riêng của tỉnh (tập huấn) số ${index + 1}`,
          field,
          code,
          "Cấp tỉnh",
          "Ủy ban nhân dân tỉnh Đắk Nông",
          agency,
          "100/QĐ-UBND",
          "Trực tiếp;Trực tuyến;Bưu chính công ích",
          "05 ngày làm việc",
          "Không",
          "Đơn đề nghị [chính: 1; sao: 0; mẫu; mẫu điện tử]",
          "Quyết định hỗ trợ",
          "45/2019/QH14",
          "Nộp hồ sơ;Trả kết quả",
        ]
      }),
      { header: true, columns: HEADINGS },
    ),
  )
