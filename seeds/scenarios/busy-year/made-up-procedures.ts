import { stringify } from "csv-stringify/sync"

/** Work of a province's own: a field, who does it, and at which level of government. */
export type OwnWork = { field: string; fieldCode: string; doneBy: string; level: "Cấp tỉnh" | "Cấp huyện" }

const atProvince = (field: string, fieldCode: string, doneBy: string): OwnWork => ({
  field,
  fieldCode,
  doneBy,
  level: "Cấp tỉnh",
})

/** What every province has. */
const OWN_WORK: readonly OwnWork[] = [
  atProvince("Công tác dân tộc", "G21-DTTG01", "Ban Dân tộc"),
  atProvince("Thanh tra", "G22-TT01", "Thanh tra tỉnh"),
  atProvince("Khu công nghiệp", "G05-KCN", "Ban Quản lý các khu công nghiệp tỉnh"),
  atProvince("Lưu trữ", "G09-NV13", "Sở Nội vụ"),
]

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

/**
 * A list of so many procedures that exist nowhere: what a busy province has beyond the nation's list. Each is one service.
 * @param first what stands at the head of the list; the rest is what every province has
 */
export const madeUpProcedures = (count: number, first: readonly OwnWork[] = []): Uint8Array =>
  new TextEncoder().encode(
    stringify(
      Array.from({ length: count }, (_, index) => {
        const work = first[index] ?? OWN_WORK[index % OWN_WORK.length]
        return [
          `9.${String(900_001 + index)}`,
          `Hỗ trợ theo chính sách riêng của tỉnh (tập huấn) số ${index + 1}`,
          work?.field,
          work?.fieldCode,
          work?.level,
          "Ủy ban nhân dân tỉnh Đắk Nông",
          work?.doneBy,
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
