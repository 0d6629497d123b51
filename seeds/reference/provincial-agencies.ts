/**
 * Đắk Nông's own agencies of 2023: names from the province's site (2019, 2023). Codes of units are not public: the
 * numbers below are training values. The mergers of 01/3/2025 other than Sở TT&TT → Sở KH&CN (NĐ 224/2026 Điều 85(6))
 * follow the ministries' mergers and are NOT checked against the province's resolution.
 */
import type { Agency } from "#models/agency/agency.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import {
  anAgency,
  DEPARTMENTS_MERGED_AFTER,
  DEPARTMENTS_MERGED_FROM,
  PROVINCE_ENDED,
  PROVINCE_FOUNDED,
  twoDigits,
} from "./agency-builders.ts"

const PROVINCE_LIFE = { validFrom: PROVINCE_FOUNDED, validTo: PROVINCE_ENDED }

const committee: Agency = {
  id: "ubnd-tinh",
  kind: "PEOPLE_COMMITTEE",
  adminLevel: "PROVINCE",
  parentId: null,
  ...PROVINCE_LIFE,
  names: [{ name: "Ủy ban nhân dân tỉnh Đắk Nông", shortName: "UBND tỉnh Đắk Nông", ...PROVINCE_LIFE }],
  // Real codes: QĐ 20/2020/QĐ-TTg, and QĐ 365/QĐ-UBND (2021) for the older scheme.
  codes: [
    { scheme: "QD20_2020", code: "H16", training: false, ...PROVINCE_LIFE },
    { scheme: "QCVN102", code: "000.00.00.H16", training: false, ...PROVINCE_LIFE },
  ],
  successorIds: ["ubnd-tinh-lam-dong"],
}

type DepartmentRow = {
  id: string
  name: string
  shortName: string
  /** Department of the province that took it over on 01/3/2025. */
  mergedInto?: string
  /** Its successor in the merged province, where it lived until 30/6/2025. */
  inLamDong?: string
  validFrom?: IsoDay
}

/** Order is the order of the training numbers 01…; append only. */
const DEPARTMENTS: DepartmentRow[] = [
  { id: "so-noi-vu", name: "Sở Nội vụ", shortName: "Sở Nội vụ", inLamDong: "so-noi-vu" },
  { id: "so-tu-phap", name: "Sở Tư pháp", shortName: "Sở Tư pháp", inLamDong: "so-tu-phap" },
  { id: "so-tai-chinh", name: "Sở Tài chính", shortName: "Sở Tài chính", inLamDong: "so-tai-chinh" },
  {
    id: "so-ke-hoach-va-dau-tu",
    name: "Sở Kế hoạch và Đầu tư",
    shortName: "Sở KH&ĐT",
    mergedInto: "so-tai-chinh",
  },
  { id: "so-cong-thuong", name: "Sở Công Thương", shortName: "Sở Công Thương", inLamDong: "so-cong-thuong" },
  {
    id: "so-nong-nghiep-va-phat-trien-nong-thon",
    name: "Sở Nông nghiệp và Phát triển nông thôn",
    shortName: "Sở NN&PTNT",
    mergedInto: "so-nong-nghiep-va-moi-truong",
  },
  {
    id: "so-giao-thong-van-tai",
    name: "Sở Giao thông vận tải",
    shortName: "Sở GTVT",
    mergedInto: "so-xay-dung",
  },
  { id: "so-xay-dung", name: "Sở Xây dựng", shortName: "Sở Xây dựng", inLamDong: "so-xay-dung" },
  {
    id: "so-tai-nguyen-va-moi-truong",
    name: "Sở Tài nguyên và Môi trường",
    shortName: "Sở TN&MT",
    mergedInto: "so-nong-nghiep-va-moi-truong",
  },
  {
    id: "so-thong-tin-va-truyen-thong",
    name: "Sở Thông tin và Truyền thông",
    shortName: "Sở TT&TT",
    mergedInto: "so-khoa-hoc-va-cong-nghe",
  },
  {
    id: "so-lao-dong-thuong-binh-va-xa-hoi",
    name: "Sở Lao động - Thương binh và Xã hội",
    shortName: "Sở LĐTB&XH",
    mergedInto: "so-noi-vu",
  },
  {
    id: "so-van-hoa-the-thao-va-du-lich",
    name: "Sở Văn hóa, Thể thao và Du lịch",
    shortName: "Sở VHTT&DL",
    inLamDong: "so-van-hoa-the-thao-va-du-lich",
  },
  {
    id: "so-khoa-hoc-va-cong-nghe",
    name: "Sở Khoa học và Công nghệ",
    shortName: "Sở KH&CN",
    inLamDong: "so-khoa-hoc-va-cong-nghe",
  },
  {
    id: "so-giao-duc-va-dao-tao",
    name: "Sở Giáo dục và Đào tạo",
    shortName: "Sở GD&ĐT",
    inLamDong: "so-giao-duc-va-dao-tao",
  },
  { id: "so-y-te", name: "Sở Y tế", shortName: "Sở Y tế", inLamDong: "so-y-te" },
  { id: "thanh-tra-tinh", name: "Thanh tra tỉnh", shortName: "Thanh tra tỉnh", inLamDong: "thanh-tra-tinh" },
  {
    id: "ban-quan-ly-cac-khu-cong-nghiep",
    name: "Ban Quản lý các khu công nghiệp tỉnh",
    shortName: "BQL các KCN",
    inLamDong: "ban-quan-ly-cac-khu-cong-nghiep",
  },
  // Not in the list of the province's site; needed for the fields of Ủy ban Dân tộc (uncertain).
  {
    id: "ban-dan-toc",
    name: "Ban Dân tộc tỉnh",
    shortName: "Ban Dân tộc",
    mergedInto: "so-dan-toc-va-ton-giao",
  },
]

/** Departments that the mergers of 01/3/2025 made new (uncertain, see above). */
const MERGED_DEPARTMENTS: DepartmentRow[] = [
  {
    id: "so-nong-nghiep-va-moi-truong",
    name: "Sở Nông nghiệp và Môi trường",
    shortName: "Sở NN&MT",
    inLamDong: "so-nong-nghiep-va-moi-truong",
    validFrom: DEPARTMENTS_MERGED_FROM,
  },
  {
    id: "so-dan-toc-va-ton-giao",
    name: "Sở Dân tộc và Tôn giáo",
    shortName: "Sở DT&TG",
    inLamDong: "so-dan-toc-va-ton-giao",
    validFrom: DEPARTMENTS_MERGED_FROM,
  },
]

const department = (row: DepartmentRow, number: number): Agency =>
  anAgency({
    id: row.id,
    kind: "DEPARTMENT",
    adminLevel: "PROVINCE",
    parentId: "ubnd-tinh",
    name: row.name,
    shortName: row.shortName,
    codes: [`H16.${twoDigits(number)}`, `000.00.${twoDigits(number)}.H16`],
    ...(row.validFrom ? { validFrom: row.validFrom } : {}),
    ...(row.mergedInto ? { validTo: DEPARTMENTS_MERGED_AFTER } : {}),
    successorIds: row.mergedInto ? [row.mergedInto] : row.inLamDong ? [`${row.inLamDong}-lam-dong`] : [],
  })

export const PROVINCIAL_AGENCIES: Agency[] = [
  committee,
  anAgency({
    id: "van-phong-ubnd-tinh",
    kind: "PROVINCIAL_OFFICE",
    adminLevel: "PROVINCE",
    parentId: "ubnd-tinh",
    name: "Văn phòng Ủy ban nhân dân tỉnh Đắk Nông",
    shortName: "VP UBND tỉnh",
    codes: ["H16.20", "000.00.20.H16"],
    successorIds: ["van-phong-ubnd-tinh-lam-dong"],
  }),
  ...DEPARTMENTS.map((row, index) => department(row, index + 1)),
  ...MERGED_DEPARTMENTS.map((row, index) => department(row, 21 + index)),
]
