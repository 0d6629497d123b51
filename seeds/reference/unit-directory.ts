/**
 * Who proposes for what in 2023, where a record names no agency of the province: the department that follows a ministry
 * (field codes begin with the ministry's code), and the fields whose lead differs. Ministries and fields as in the national
 * list of 2026, departments as they were in 2023. Single fields are our reading and open to correction by the office.
 */
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { AGENCIES, PROVINCIAL_OFFICE_ID } from "./agencies.ts"
import { PROVINCE_FOUNDED } from "./agency-builders.ts"
import { DISTRICT_FIELD_LEADS } from "./district-field-leads.ts"
import { UNIT_GROUPS } from "./unit-groups.ts"

const MINISTRIES: Record<string, string> = {
  G01: "cong-an-tinh",
  G02: "so-cong-thuong",
  G03: "so-giao-duc-va-dao-tao",
  G04: "so-giao-thong-van-tai",
  G05: "so-ke-hoach-va-dau-tu",
  G06: "so-khoa-hoc-va-cong-nghe",
  G07: "so-lao-dong-thuong-binh-va-xa-hoi",
  G08: PROVINCIAL_OFFICE_ID,
  G09: "so-noi-vu",
  G10: "so-nong-nghiep-va-phat-trien-nong-thon",
  G11: "bo-chi-huy-quan-su-tinh",
  G12: "so-tai-chinh",
  G13: "so-tai-nguyen-va-moi-truong",
  G14: "so-thong-tin-va-truyen-thong",
  G15: "so-tu-phap",
  G16: "so-van-hoa-the-thao-va-du-lich",
  G17: "so-xay-dung",
  G18: "so-y-te",
  G19: "ngan-hang-nha-nuoc-chi-nhanh",
  G21: "ban-dan-toc",
  G24: "bao-hiem-xa-hoi-tinh",
}

/** Fields another agency leads than their ministry's department, or whose code names no ministry. */
const LEADS: Record<string, readonly string[]> = {
  "ban-quan-ly-cac-khu-cong-nghiep": ["G12.96"],
  "bo-chi-huy-quan-su-tinh": ["BQP-BVCT", "BQP-MMDS"],
  "cuc-hai-quan": ["G12-TC04"],
  "cuc-thue-tinh": ["G12-TC18", "BTC_QLT"],
  "kho-bac-nha-nuoc-tinh": ["G12-TC07"],
  "so-cong-thuong": [
    "42",
    "99",
    "BCT_LV_1011",
    "BCT_LV_1099",
    "KHCN_001",
    "DL-DVMBD",
    "DL-DVDM",
    "HNKTQT-01",
  ],
  "so-giao-duc-va-dao-tao": ["BGD-GD15", "Giáo dục quốc phòng và an ninh"],
  // Driving licences were issued by transport departments until 2025, dangerous goods and roads likewise.
  "so-giao-thong-van-tai": ["G01-CA28", "BGT-LVK", "HHNH - 1", "H49-QN01", "278536316"],
  "so-ke-hoach-va-dau-tu": [
    "254738341",
    "G05.20.2",
    "G05.20.PPP",
    "G05.21 PTDN1",
    "G05.24-1",
    "G12 - PTHT",
    "G12.03.KTĐN",
    "G12.92",
    "G12.96.1",
    "G12.97.1",
    "G12.97.2",
  ],
  "so-khoa-hoc-va-cong-nghe": ["180716381", "84"],
  // Labour and social affairs, now with the ministries of home affairs and public security.
  "so-lao-dong-thuong-binh-va-xa-hoi": [
    "771222951",
    "G01-CA30",
    "G09-LĐ01",
    "G09-LĐ02",
    "G09-LĐ07",
    "G09-LĐ09",
    "G09-LĐ11",
    "G09-LĐ13",
    "G09-NV21",
    "G09-NV23",
  ],
  "so-nong-nghiep-va-phat-trien-nong-thon": ["251378440", "782290570", "923192120", "KL-01", "NN-TĐKT"],
  // Belief and religion were with home affairs until 2025.
  "so-noi-vu": ["G21-DTTG02"],
  "so-tai-chinh": ["G12.04", "G12.09.2", "G12.17", "G12.26"],
  "so-tai-nguyen-va-moi-truong": ["52", "712938197", "G10-TN13", "LCU_NUOC"],
  // Criminal records were with justice until 2025.
  "so-tu-phap": ["G01-CA27"],
  [PROVINCIAL_OFFICE_ID]: ["CTLS", "CTVP", "D01_Toaan"],
}

/** Fields that one district committee proposes for on behalf of every commune. */
const COMMUNE_LEADS: Record<string, string> = {
  "G15-TP07": "ubnd-thanh-pho-gia-nghia",
  "G15-TP03": "ubnd-thanh-pho-gia-nghia",
}

/** Leads follow an agency to its successors, so they need no end of their own. */
const LASTING = { validFrom: PROVINCE_FOUNDED, validTo: null }

const leads = Object.entries(LEADS).flatMap(([agencyId, fields]) =>
  fields.flatMap((fieldCode) =>
    (["PROVINCE", "DISTRICT", "COMMUNE"] as const).map((adminLevel) => ({
      fieldCode,
      adminLevel,
      agencyId,
      ...LASTING,
    })),
  ),
)

const districtLeads = Object.entries(DISTRICT_FIELD_LEADS).flatMap(([agencyId, fields]) =>
  fields.map((fieldCode) => ({ fieldCode, adminLevel: "DISTRICT" as const, agencyId, ...LASTING })),
)

const communeLeads = Object.entries(COMMUNE_LEADS).map(([fieldCode, agencyId]) => ({
  fieldCode,
  adminLevel: "COMMUNE" as const,
  agencyId,
  ...LASTING,
}))

// What is particular to a level goes before the general lead of the same field and level.
const isGeneral = (lead: (typeof leads)[number]): boolean =>
  ![...districtLeads, ...communeLeads].some(
    (own) => own.fieldCode === lead.fieldCode && own.adminLevel === lead.adminLevel,
  )

export const UNIT_DIRECTORY: UnitDirectory = {
  agencies: AGENCIES,
  groups: UNIT_GROUPS,
  ministryDepartments: Object.entries(MINISTRIES).map(([ministryPrefix, agencyId]) => ({
    ministryPrefix,
    agencyId,
    ...LASTING,
  })),
  fieldLeads: [...districtLeads, ...communeLeads, ...leads.filter(isGeneral)],
  provincialOfficeId: PROVINCIAL_OFFICE_ID,
}
