import writeXlsxFile from "write-excel-file/node"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { withFixedZipTimes } from "#workflows/portal-record/fixed-zip-times.server.ts"
import { SHEET_HEADINGS, type SheetColumn } from "./sheet-headings.ts"

const HEADING = { type: String, fontWeight: "bold", backgroundColor: "#DCE6F1", wrap: true } as const

/** How each column is filled in; the first four are needed for a procedure the register does not hold yet. */
const HINTS: Record<SheetColumn, string> = {
  code: "Bắt buộc. Dạng 1.001612, để kiểu văn bản",
  name: "Bắt buộc với thủ tục mới. Đúng tên trên Cơ sở dữ liệu quốc gia",
  field: "Bắt buộc với thủ tục mới",
  fieldCode: "Ví dụ G15-TP04",
  applicantTypes: "Cách nhau bằng dấu chấm phẩy",
  adminLevels: "Bắt buộc với thủ tục mới. Cấp tỉnh; Cấp xã",
  announcer: "Cơ quan công bố thủ tục",
  announcementDecision: "Số quyết định, ví dụ 163/QĐ-BTP",
  state: "Công khai, Sửa đổi, bổ sung, Không công khai hoặc Bãi bỏ",
  executingAgencies: "Cách nhau bằng dấu chấm phẩy",
  serviceCodes: "Dạng 1.001612.01, cách nhau bằng dấu chấm phẩy",
  channels: "Trực tiếp; Trực tuyến; Bưu chính công ích",
  processingTime: "Ví dụ 05 ngày làm việc",
  fee: "Số tiền (đồng), Không, hoặc lời mô tả",
  charge: "Số tiền (đồng), Không, hoặc lời mô tả",
  dossierComponents: "Tờ khai [chính: 1; sao: 0; mẫu; mẫu điện tử] | Giấy tờ khác",
  results: "Cách nhau bằng dấu chấm phẩy",
  legalBases: "Số, ký hiệu văn bản, cách nhau bằng dấu chấm phẩy",
  steps: "Các bước, cách nhau bằng dấu chấm phẩy",
  requirements: "",
  description: "",
  isFullProcess: "Có hoặc Không",
}

/** Our own list to be filled in, with a sheet that says how, in training with its mark. Equal releases give equal bytes. */
export const importTemplate = async (isTraining = false): Promise<Uint8Array> => {
  const columns = Object.keys(SHEET_HEADINGS) as SheetColumn[]
  const [guideHead = [], ...guide] = withTrainingColumn(
    [
      ["Cột", "Cách ghi (cột nào không có thì giữ nguyên như trong sổ)"],
      ...columns.map((column) => [SHEET_HEADINGS[column], HINTS[column] || "Văn bản"]),
    ],
    isTraining,
  )
  const bytes = await writeXlsxFile([
    {
      sheet: "Danh sách thủ tục",
      stickyRowsCount: 1,
      columns: columns.map(() => ({ width: 22 })),
      data: [columns.map((column) => ({ ...HEADING, value: SHEET_HEADINGS[column] }))],
    },
    {
      sheet: "Hướng dẫn",
      columns: [{ width: 28 }, { width: 80 }, ...(isTraining ? [{ width: 36 }] : [])],
      data: [
        guideHead.map((value) => ({ ...HEADING, value })),
        ...guide.map((row) => row.map((value) => ({ type: String, value }))),
      ],
    },
  ]).toBuffer()
  return withFixedZipTimes(bytes)
}
