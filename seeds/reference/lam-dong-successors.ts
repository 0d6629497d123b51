/**
 * The province Lâm Đồng from 01/7/2025, after Lâm Đồng, Bình Thuận and Đắk Nông became one (NQ 202/2025/QH15). `H36` is the
 * code under which the national list of 2026 names UBND tỉnh Lâm Đồng; the older-scheme code is derived from it and,
 * like the unit codes, a training value. Its departments follow the model of 2025 and are not checked against the
 * province's own resolution. Its central branches are those of `../nation/central-branches.csv`; its communes come with the
 * reorganisation itself.
 */
import type { Agency } from "#models/agency/agency.ts"
import { anAgency, MERGED_FROM, twoDigits } from "./agency-builders.ts"

const LIFE = { validFrom: MERGED_FROM, validTo: null }

const committee: Agency = {
  id: "ubnd-tinh-lam-dong",
  kind: "PEOPLE_COMMITTEE",
  adminLevel: "PROVINCE",
  parentId: null,
  ...LIFE,
  names: [{ name: "Ủy ban nhân dân tỉnh Lâm Đồng", shortName: "UBND tỉnh Lâm Đồng", ...LIFE }],
  codes: [
    { scheme: "QD20_2020", code: "H36", training: false, ...LIFE },
    { scheme: "QCVN102", code: "000.00.00.H36", training: true, ...LIFE },
  ],
  successorIds: [],
}

/** Id without suffix, name, short name; order is the order of the training numbers. */
const DEPARTMENTS: [string, string, string][] = [
  ["so-noi-vu", "Sở Nội vụ", "Sở Nội vụ"],
  ["so-tu-phap", "Sở Tư pháp", "Sở Tư pháp"],
  ["so-tai-chinh", "Sở Tài chính", "Sở Tài chính"],
  ["so-cong-thuong", "Sở Công Thương", "Sở Công Thương"],
  ["so-nong-nghiep-va-moi-truong", "Sở Nông nghiệp và Môi trường", "Sở NN&MT"],
  ["so-xay-dung", "Sở Xây dựng", "Sở Xây dựng"],
  ["so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ", "Sở KH&CN"],
  ["so-van-hoa-the-thao-va-du-lich", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"],
  ["so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT"],
  ["so-y-te", "Sở Y tế", "Sở Y tế"],
  ["so-dan-toc-va-ton-giao", "Sở Dân tộc và Tôn giáo", "Sở DT&TG"],
  ["thanh-tra-tinh", "Thanh tra tỉnh", "Thanh tra tỉnh"],
  ["ban-quan-ly-cac-khu-cong-nghiep", "Ban Quản lý các khu công nghiệp tỉnh", "BQL các KCN"],
]

/** Id without suffix, name, short name, ministry prefix; numbers of regions as far as they are known. */
const BRANCHES: [string, string, string, string][] = [
  ["cong-an", "Công an tỉnh Lâm Đồng", "Công an tỉnh", "G01"],
  ["quan-su", "Bộ Chỉ huy quân sự tỉnh Lâm Đồng", "Bộ CHQS tỉnh", "G11"],
  ["thue", "Thuế tỉnh Lâm Đồng", "Thuế tỉnh", "G12"],
  ["kho-bac", "Kho bạc Nhà nước khu vực", "KBNN khu vực", "G12"],
  ["hai-quan", "Chi cục Hải quan khu vực XIV", "Chi cục HQKV XIV", "G12"],
  ["ngan-hang-nha-nuoc", "Ngân hàng Nhà nước Khu vực 10", "NHNN KV 10", "G19"],
  ["bao-hiem-xa-hoi", "Bảo hiểm xã hội tỉnh Lâm Đồng", "BHXH tỉnh", "G12"],
]

export const LAM_DONG_SUCCESSORS: Agency[] = [
  committee,
  anAgency({
    id: "van-phong-ubnd-tinh-lam-dong",
    kind: "PROVINCIAL_OFFICE",
    adminLevel: "PROVINCE",
    parentId: "ubnd-tinh-lam-dong",
    name: "Văn phòng Ủy ban nhân dân tỉnh Lâm Đồng",
    shortName: "VP UBND tỉnh",
    codes: ["H36.20", "000.00.20.H36"],
    ...LIFE,
  }),
  ...DEPARTMENTS.map(([id, name, shortName], index) =>
    anAgency({
      id: `${id}-lam-dong`,
      kind: "DEPARTMENT",
      adminLevel: "PROVINCE",
      parentId: "ubnd-tinh-lam-dong",
      name,
      shortName,
      codes: [`H36.${twoDigits(index + 1)}`, `000.00.${twoDigits(index + 1)}.H36`],
      ...LIFE,
    }),
  ),
  ...BRANCHES.map(([id, name, shortName, ministry], index) =>
    anAgency({
      id: `${id}-lam-dong`,
      kind: "CENTRAL_BRANCH",
      adminLevel: "PROVINCE",
      parentId: null,
      name,
      shortName,
      codes: [`${ministry}.${twoDigits(index + 1)}.68`, `000.${twoDigits(index + 1)}.68.${ministry}`],
      ...LIFE,
    }),
  ),
]
