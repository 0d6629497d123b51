/**
 * Branches of central bodies in the province (ngành dọc): they are not under UBND tỉnh, but procedures that provinces
 * list are theirs. Công an tỉnh and Cục Thuế tỉnh stand in the province's list, the others are known from the fields of
 * the national list. All codes are training values. Their own reorganisations of March 2025 are not modelled (uncertain): they
 * end with the province, and those of the merged province take over.
 */
import type { Agency } from "#models/agency/agency.ts"
import { anAgency } from "./agency-builders.ts"

/** Id, name, short name, ministry prefix, training number, successor. 67 is the province's number in the national statistics. */
const BRANCHES: [string, string, string, string, string, string][] = [
  ["cong-an-tinh", "Công an tỉnh", "Công an tỉnh", "G01", "01", "cong-an-lam-dong"],
  ["bo-chi-huy-quan-su-tinh", "Bộ Chỉ huy quân sự tỉnh", "Bộ CHQS tỉnh", "G11", "01", "quan-su-lam-dong"],
  ["cuc-thue-tinh", "Cục Thuế tỉnh", "Cục Thuế tỉnh", "G12", "01", "thue-lam-dong"],
  ["kho-bac-nha-nuoc-tinh", "Kho bạc Nhà nước tỉnh", "KBNN tỉnh", "G12", "02", "kho-bac-lam-dong"],
  // The province had no customs department of its own; Đắk Lắk's covered it (uncertain).
  ["cuc-hai-quan", "Cục Hải quan tỉnh Đắk Lắk", "Cục Hải quan", "G12", "03", "hai-quan-lam-dong"],
  [
    "ngan-hang-nha-nuoc-chi-nhanh",
    "Ngân hàng Nhà nước chi nhánh tỉnh",
    "NHNN chi nhánh tỉnh",
    "G19",
    "01",
    "ngan-hang-nha-nuoc-lam-dong",
  ],
  ["bao-hiem-xa-hoi-tinh", "Bảo hiểm xã hội tỉnh", "BHXH tỉnh", "G24", "01", "bao-hiem-xa-hoi-lam-dong"],
]

export const CENTRAL_BRANCHES: Agency[] = BRANCHES.map(([id, name, shortName, ministry, number, successor]) =>
  anAgency({
    id,
    kind: "CENTRAL_BRANCH",
    adminLevel: "PROVINCE",
    parentId: null,
    name,
    shortName,
    codes: [`${ministry}.${number}.67`, `000.${number}.67.${ministry}`],
    successorIds: [successor],
  }),
)
